package io.todevice.http;

import io.todevice.api.SlidingSyncApi;
import io.todevice.domain.ToDeviceMessage;
import io.todevice.domain.UserId;
import io.todevice.http.call.Caller;
import io.todevice.http.call.RequestLifetime;
import io.todevice.model.SlidingSyncRequest;
import io.todevice.model.SlidingSyncRequestExtensionsValue;
import io.todevice.model.SlidingSyncResponse;
import io.todevice.model.SlidingSyncResponseExtensionsValue;
import io.todevice.model.SlidingSyncResponseExtensionsValueDeviceLists;
import io.todevice.model.SlidingSyncResponseExtensionsValueEventsItem;
import io.todevice.model.SlidingSyncResponseListsValue;
import io.todevice.service.sync.ConnectionRequest;
import io.todevice.service.sync.ConnectionResult;
import io.todevice.service.sync.SyncService;
import io.todevice.store.KeyNews;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /_matrix/client/v4/sync} for accounts without rooms (clauses X1 to X4): MSC4186 with
 * the extensions of MSC4538 and MSC4543, under their own names and the unstable ones.
 */
public record SlidingSyncResource(SyncService sync) implements SlidingSyncApi.WithQuery {

  private static final List<String> TO_DEVICE =
      List.of("to_device", "org.matrix.msc4538.to_device");
  private static final List<String> KEYS = List.of("e2ee", "org.matrix.msc4543.e2ee");
  private static final long DEFAULT_LIMIT = 100;
  private static final SlidingSyncResponseListsValue NO_ROOMS =
      SlidingSyncResponseListsValue.of(SlidingSyncResponseListsValue.builder().count(0L));

  @Override
  public CompletionStage<SlidingSyncResponse> slidingSync(
      Query query, SlidingSyncRequest body, Caller caller, RequestLifetime lifetime) {
    Map<String, SlidingSyncRequestExtensionsValue> enabled = new HashMap<>();
    orEmpty(body.extensions())
        .forEach(
            (name, extension) -> {
              if (Boolean.TRUE.equals(extension.enabled())) {
                enabled.put(name, extension);
              }
            });
    Optional<String> toDevice = find(TO_DEVICE, enabled);
    Optional<String> keys = find(KEYS, enabled);
    ConnectionRequest request =
        new ConnectionRequest(
            body.connId() == null ? "" : body.connId(),
            Optional.ofNullable(body.pos()).or(() -> Optional.ofNullable(query.pos())),
            timeout(body.timeout(), query.timeout()),
            toDevice.map(enabled::get).map(SlidingSyncResource::toDevice),
            keys.isPresent());
    CompletableFuture<ConnectionResult> result = sync.slidingSync(caller.getDevice(), request);
    lifetime.onAbandoned(() -> result.cancel(false));
    return result.thenApply(
        found -> {
          Map<String, SlidingSyncResponseExtensionsValue> extensions = new HashMap<>();
          toDevice.ifPresent(name -> extensions.put(name, messages(found)));
          keys.ifPresent(
              name -> extensions.put(name, keys(found.parts().keys(), request.pos().isPresent())));
          return SlidingSyncResponse.of(
              SlidingSyncResponse.builder()
                  .pos(found.pos())
                  .lists(lists(body))
                  .rooms(Map.of())
                  .extensions(extensions));
        });
  }

  /** The name under which an extension is enabled. */
  private static Optional<String> find(
      List<String> names, Map<String, SlidingSyncRequestExtensionsValue> enabled) {
    return names.stream().filter(enabled::containsKey).findFirst();
  }

  private static Duration timeout(@Nullable Long inBody, @Nullable Long inQuery) {
    Long millis = inBody == null ? inQuery : inBody;
    return Duration.ofMillis(millis == null ? 0 : millis);
  }

  private static ConnectionRequest.ToDevice toDevice(SlidingSyncRequestExtensionsValue extension) {
    Long limit = extension.limit();
    return new ConnectionRequest.ToDevice(
        Optional.ofNullable(extension.since()), limit == null ? DEFAULT_LIMIT : limit);
  }

  private static Map<String, SlidingSyncResponseListsValue> lists(SlidingSyncRequest body) {
    Map<String, SlidingSyncResponseListsValue> lists = new HashMap<>();
    orEmpty(body.lists()).keySet().forEach(name -> lists.put(name, NO_ROOMS));
    return lists;
  }

  private static SlidingSyncResponseExtensionsValue messages(ConnectionResult found) {
    return SlidingSyncResponseExtensionsValue.of(
        SlidingSyncResponseExtensionsValue.builder()
            .nextBatch(found.parts().nextBatch())
            .events(found.parts().messages().stream().map(SlidingSyncResource::event).toList()));
  }

  private static SlidingSyncResponseExtensionsValueEventsItem event(ToDeviceMessage message) {
    return SlidingSyncResponseExtensionsValueEventsItem.of(
        SlidingSyncResponseExtensionsValueEventsItem.builder()
            .sender(message.sender().value())
            .type(message.type().value())
            .content(message.content()));
  }

  private static SlidingSyncResponseExtensionsValue keys(KeyNews news, boolean hasPosition) {
    return SlidingSyncResponseExtensionsValue.of(
        SlidingSyncResponseExtensionsValue.builder()
            .deviceOneTimeKeysCount(KeyAnswers.counts(news.counts().oneTimeKeys()))
            .deviceUnusedFallbackKeyTypes(news.counts().unusedFallbackTypes())
            .deviceLists(hasPosition ? changes(news) : null));
  }

  private static SlidingSyncResponseExtensionsValueDeviceLists changes(KeyNews news) {
    return SlidingSyncResponseExtensionsValueDeviceLists.of(
        SlidingSyncResponseExtensionsValueDeviceLists.builder()
            .changed(news.changed().stream().map(UserId::value).toList())
            .left(news.left().stream().map(UserId::value).toList()));
  }

  private static <T> Map<String, T> orEmpty(@Nullable Map<String, T> map) {
    return map == null ? Map.of() : map;
  }
}
