package io.todevice.http;

import io.todevice.api.SyncApi;
import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.PushRules;
import io.todevice.domain.ToDeviceMessage;
import io.todevice.domain.UserId;
import io.todevice.http.call.Caller;
import io.todevice.http.call.RequestLifetime;
import io.todevice.http.json.JsonWriter;
import io.todevice.model.SyncResponse;
import io.todevice.model.SyncResponseDeviceLists;
import io.todevice.model.SyncResponseToDevice;
import io.todevice.model.SyncResponseToDeviceEventsItem;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.sync.SyncRequest;
import io.todevice.service.sync.SyncResult;
import io.todevice.service.sync.SyncService;
import io.todevice.service.userdata.PushRuleService;
import io.todevice.store.KeyNews;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** {@code GET /sync} (clauses D1 to D9, K6, K7, K12). */
public final class SyncResource implements SyncApi.WithQuery {

  // This server has no rooms or presence; clients look for these members anyway (clause D9).
  private static final JsonObject NO_EVENTS = json("{\"events\":[]}");
  private static final JsonObject NO_ROOMS = json("{\"join\":{},\"invite\":{},\"leave\":{}}");
  private static final SyncResponseDeviceLists NO_DEVICE_LISTS = deviceLists(List.of(), List.of());

  private final SyncService sync;
  private final Filters filters;
  private final JsonWriter writer;
  private final PushRuleJson pushRules;

  /** The resource. */
  public SyncResource(SyncService sync, Filters filters, JsonWriter writer) {
    this.sync = sync;
    this.filters = filters;
    this.writer = writer;
    this.pushRules = new PushRuleJson(writer);
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
        .find(device, Optional.ofNullable(query.filter()))
        .thenCompose(
            types ->
                answer(device, request, lifetime)
                    .thenApply(result -> response(result, device.user(), types)));
  }

  private CompletionStage<SyncResult> answer(
      AuthenticatedDevice device, SyncRequest request, RequestLifetime lifetime) {
    CompletableFuture<SyncResult> result = sync.sync(device, request);
    lifetime.onAbandoned(() -> result.cancel(false));
    return result;
  }

  private SyncResponse response(
      SyncResult result, UserId user, Supplier<Predicate<EventType>> types) {
    KeyNews keys = result.keys();
    return SyncResponse.of(
        SyncResponse.builder()
            .nextBatch(result.nextBatch())
            .toDevice(
                SyncResponseToDevice.of(
                    SyncResponseToDevice.builder().events(events(result.messages()))))
            .deviceLists(
                keys.changed().isEmpty() && keys.left().isEmpty()
                    ? NO_DEVICE_LISTS
                    : deviceLists(keys.changed(), keys.left()))
            .deviceOneTimeKeysCount(KeyAnswers.counts(keys.counts().oneTimeKeys()))
            .deviceUnusedFallbackKeyTypes(keys.counts().unusedFallbackTypes())
            .rooms(NO_ROOMS)
            .presence(NO_EVENTS)
            .accountData(accountData(result, user, types)));
  }

  /** A client that knows nothing is told of push rules also where they are the usual ones. */
  private JsonObject accountData(
      SyncResult result, UserId user, Supplier<Predicate<EventType>> types) {
    Optional<PushRules> rules =
        result
            .accountData()
            .pushRules()
            .or(
                () ->
                    result.isFirst()
                        ? Optional.of(PushRuleService.defaults(user))
                        : Optional.empty());
    if (rules.isEmpty() && result.accountData().changed().isEmpty()) {
      return NO_EVENTS;
    }
    Predicate<EventType> wanted = types.get();
    List<Map<String, Object>> events = new ArrayList<>();
    result.accountData().changed().stream()
        .filter(data -> wanted.test(data.type()))
        .forEach(data -> events.add(event(data.type(), data.content())));
    rules
        .filter(all -> wanted.test(PushRuleJson.TYPE))
        .ifPresent(all -> events.add(event(PushRuleJson.TYPE, pushRules.ofAll(all))));
    return JsonObject.of(writer.write(Map.of("events", events)));
  }

  private static Map<String, Object> event(EventType type, JsonObject content) {
    return new TreeMap<>(Map.of("type", type.value(), "content", content));
  }

  private static SyncResponseDeviceLists deviceLists(List<UserId> changed, List<UserId> left) {
    return SyncResponseDeviceLists.of(
        SyncResponseDeviceLists.builder()
            .changed(changed.stream().map(UserId::value).toList())
            .left(left.stream().map(UserId::value).toList()));
  }

  private static List<SyncResponseToDeviceEventsItem> events(List<ToDeviceMessage> messages) {
    List<SyncResponseToDeviceEventsItem> events = new ArrayList<>(messages.size());
    for (ToDeviceMessage message : messages) {
      events.add(event(message));
    }
    return events;
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
