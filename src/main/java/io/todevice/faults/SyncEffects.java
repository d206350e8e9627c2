package io.todevice.faults;

import io.todevice.domain.JsonObject;
import io.todevice.domain.JsonValue;
import io.todevice.faults.Effect.Condition;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** What effects on syncs share, sliding ones included. */
final class SyncEffects {

  /** The operations that bring messages. */
  static final Set<String> OPERATIONS = Set.of("sync", "slidingSync");

  private SyncEffects() {}

  /** An effect that finds out which syncs it changes. */
  static Effect of(String name, Fault fault) {
    return new Effect(name, Map.of(), OPERATIONS, Condition.ASKS, fault);
  }

  /** On the contents of the messages in a sync. */
  static Effect contents(String name, UnaryOperator<JsonObject> change) {
    return messages(
        name, events -> events.stream().map(event -> withContent(event, change)).toList());
  }

  private static JsonValue withContent(JsonValue event, UnaryOperator<JsonObject> change) {
    Optional<Map<String, JsonValue>> members = RawJson.members(event.toBytes());
    if (members.isPresent() && members.get().get("content") instanceof JsonObject content) {
      JsonObject changed = change.apply(content);
      members.get().put("content", changed);
      return changed.equals(content) ? event : RawJson.value(members.get());
    }
    return event;
  }

  /** On the messages in a sync. */
  static Effect messages(String name, UnaryOperator<List<JsonValue>> change) {
    return syncs(name, (request, sync) -> sync.withEvents(change.apply(sync.events())));
  }

  /** On those syncs whose response it changes. */
  static Effect syncs(String name, BiFunction<ProxyRequest, SyncBody, SyncBody> change) {
    return of(
        name,
        (request, upstream) ->
            SyncBody.edit(
                upstream.send(request),
                sync -> {
                  SyncBody changed = change.apply(request, sync);
                  return changed.equals(sync) || !upstream.mayHappen() ? sync : changed;
                }));
  }

  /**
   * Answers a sync with the messages of one without its position. What else has changed since the
   * position must come too: in a sliding sync it has one of its own, otherwise the server is asked
   * twice. The position after the messages is the earlier one, so that nothing is skipped.
   */
  static ProxyResponse forgotten(ProxyRequest request, Fault.Upstream upstream) throws IOException {
    SyncRequest asked = new SyncRequest(request);
    // First, because the request with the position acknowledges messages.
    ProxyResponse again = upstream.send(asked.at(""));
    Optional<SyncBody> messages = SyncBody.find(again);
    if (request.isSlidingSync() || (messages.isEmpty() && again.status() != 200)) {
      return again;
    }
    ProxyResponse response = upstream.send(asked.withoutWaiting());
    return messages
        .map(
            from ->
                SyncBody.edit(
                    response, sync -> sync.withEvents(from.events()).at(from.nextBatch())))
        .orElse(response);
  }

  /** Answers a sync at once and without messages. */
  static ProxyResponse empty(ProxyRequest request, Fault.Upstream upstream) throws IOException {
    SyncRequest asked = new SyncRequest(request);
    Optional<String> since = asked.since();
    boolean isWaiting = asked.isWaiting();
    if (since.isEmpty() || (isWaiting && !upstream.mayHappen())) {
      return upstream.send(request);
    }
    return SyncBody.edit(
        upstream.send(asked.withoutWaiting()),
        sync -> {
          SyncBody empty = sync.withoutNews().at(since.get());
          boolean isEmpty = sync.events().isEmpty() && sync.nextBatch().equals(since.get());
          return isWaiting || (!isEmpty && upstream.mayHappen()) ? empty : sync;
        });
  }
}
