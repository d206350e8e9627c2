package io.todevice.http;

import io.todevice.api.SyncApi;
import io.todevice.domain.ToDeviceMessage;
import io.todevice.http.auth.Caller;
import io.todevice.http.gateway.RequestLifetime;
import io.todevice.model.DeviceLists;
import io.todevice.model.EventBatch;
import io.todevice.model.Rooms;
import io.todevice.model.SyncResponse;
import io.todevice.model.ToDevice;
import io.todevice.model.ToDeviceEvent;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.sync.SyncRequest;
import io.todevice.service.sync.SyncResult;
import io.todevice.service.sync.SyncService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code GET /sync} (clauses D1 to D9). */
public final class SyncResource implements SyncApi {

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

  /**
   * This server has no rooms, keys or presence; clients look for these members all the same (clause
   * D9).
   */
  private static SyncResponse response(SyncResult result) {
    List<ToDeviceEvent> events = result.messages().stream().map(SyncResource::event).toList();
    EventBatch none = EventBatch.builder().events(List.of()).build();
    return SyncResponse.builder()
        .nextBatch(result.nextBatch())
        .toDevice(ToDevice.builder().events(events).build())
        .deviceLists(DeviceLists.builder().changed(List.of()).left(List.of()).build())
        .deviceOneTimeKeysCount(Map.of())
        .deviceUnusedFallbackKeyTypes(List.of())
        .rooms(Rooms.builder().join(Map.of()).invite(Map.of()).leave(Map.of()).build())
        .presence(none)
        .accountData(none)
        .build();
  }

  private static ToDeviceEvent event(ToDeviceMessage message) {
    return ToDeviceEvent.builder()
        .sender(message.sender().value())
        .type(message.type().value())
        .content(message.content())
        .build();
  }
}
