package io.todevice.http;

import io.todevice.api.SyncApi;
import io.todevice.domain.JsonObject;
import io.todevice.domain.ToDeviceMessage;
import io.todevice.domain.UserId;
import io.todevice.http.call.Caller;
import io.todevice.http.call.RequestLifetime;
import io.todevice.model.SyncResponse;
import io.todevice.model.SyncResponseDeviceLists;
import io.todevice.model.SyncResponseToDevice;
import io.todevice.model.SyncResponseToDeviceEventsItem;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.sync.SyncRequest;
import io.todevice.service.sync.SyncResult;
import io.todevice.service.sync.SyncService;
import io.todevice.store.KeyNews;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code GET /sync} (clauses D1 to D9, K6, K7). */
public final class SyncResource implements SyncApi {

  // This server has no rooms or presence; clients look for these members anyway (clause D9).
  private static final JsonObject NO_EVENTS = json("{\"events\":[]}");
  private static final JsonObject NO_ROOMS = json("{\"join\":{},\"invite\":{},\"leave\":{}}");
  private static final SyncResponseDeviceLists NO_DEVICE_LISTS = deviceLists(List.of());

  private final SyncService sync;
  private final Filters filters;

  /** The resource. */
  public SyncResource(SyncService sync, Filters filters) {
    this.sync = sync;
    this.filters = filters;
  }

  @Override
  public CompletionStage<SyncResponse> sync(Query query, Caller caller, RequestLifetime lifetime) {
    AuthenticatedDevice device = caller.getDevice();
    Long timeout = query.timeout();
    SyncRequest request =
        new SyncRequest(
            Optional.ofNullable(query.since()),
            Duration.ofMillis(timeout == null ? 0 : timeout),
            Boolean.TRUE.equals(query.fullState()));
    return filters
        .check(device, Optional.ofNullable(query.filter()))
        .thenCompose(checked -> answer(device, request, lifetime))
        .thenApply(SyncResource::response);
  }

  private CompletionStage<SyncResult> answer(
      AuthenticatedDevice device, SyncRequest request, RequestLifetime lifetime) {
    CompletableFuture<SyncResult> result = sync.sync(device, request);
    lifetime.onAbandoned(() -> result.cancel(false));
    return result;
  }

  private static SyncResponse response(SyncResult result) {
    KeyNews keys = result.keys();
    return SyncResponse.of(
        SyncResponse.builder()
            .nextBatch(result.nextBatch())
            .toDevice(
                SyncResponseToDevice.of(
                    SyncResponseToDevice.builder()
                        .events(result.messages().stream().map(SyncResource::event).toList())))
            .deviceLists(keys.changed().isEmpty() ? NO_DEVICE_LISTS : deviceLists(keys.changed()))
            .deviceOneTimeKeysCount(KeyAnswers.counts(keys.counts().oneTimeKeys()))
            .deviceUnusedFallbackKeyTypes(keys.counts().unusedFallbackTypes())
            .rooms(NO_ROOMS)
            .presence(NO_EVENTS)
            .accountData(NO_EVENTS));
  }

  private static SyncResponseDeviceLists deviceLists(List<UserId> changed) {
    return SyncResponseDeviceLists.of(
        SyncResponseDeviceLists.builder()
            .changed(changed.stream().map(UserId::value).toList())
            .left(List.of()));
  }

  private static SyncResponseToDeviceEventsItem event(ToDeviceMessage message) {
    return SyncResponseToDeviceEventsItem.of(
        SyncResponseToDeviceEventsItem.builder()
            .sender(message.sender().value())
            .type(message.type().value())
            .content(message.content()));
  }

  private static JsonObject json(String text) {
    return JsonObject.of(text.getBytes(StandardCharsets.US_ASCII));
  }
}
