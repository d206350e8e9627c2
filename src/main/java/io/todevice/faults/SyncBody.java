package io.todevice.faults;

import com.fasterxml.jackson.core.JsonPointer;
import io.todevice.domain.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The body of a response to a sync, or to a sliding sync. What is not changed keeps its bytes.
 * Immutable.
 *
 * @param json the body
 * @param place where it has what this is about
 */
record SyncBody(JsonValue json, Place place) {

  /**
   * Where a kind of sync has its to-device messages.
   *
   * @param position where the position behind them is
   * @param events where they are
   */
  record Place(JsonPointer position, JsonPointer events) {
    Place(String position, String events) {
      this(JsonPointer.compile(position), JsonPointer.compile(events));
    }
  }

  private static final Place CLASSIC = new Place("/next_batch", "/to_device/events");

  private static final List<Place> PLACES =
      Stream.concat(
              Stream.of(CLASSIC),
              SyncRequest.EXTENSIONS.stream()
                  .map(extension -> new Place(extension + "/next_batch", extension + "/events")))
          .toList();

  /** The members of a sync that mean something different when they are missing. */
  private static final Set<String> KEPT =
      Set.of("next_batch", "device_one_time_keys_count", "device_unused_fallback_key_types");

  /** The body of a response; empty if it is not of a sync, or too long to be changed. */
  static Optional<SyncBody> find(ProxyResponse response) {
    return response.rest().isPresent()
        ? Optional.empty()
        : RawJson.object(response.decodedBody())
            .flatMap(
                json ->
                    PLACES.stream()
                        .filter(place -> RawJson.find(json, place.position()).isPresent())
                        .map(place -> new SyncBody(json, place))
                        .findFirst());
  }

  /** The response with its body changed; as it is if it is not of a sync. */
  static ProxyResponse edit(ProxyResponse response, UnaryOperator<SyncBody> change) {
    Optional<SyncBody> before = find(response);
    Optional<SyncBody> after = before.map(change);
    return after.equals(before)
        ? response
        : response.withBody(after.orElseThrow().json().toString());
  }

  /** Its to-device messages. */
  List<JsonValue> events() {
    return RawJson.find(json, place.events()).flatMap(RawJson::elements).orElse(List.of());
  }

  /** The position behind its messages; empty if it is not a string. */
  String nextBatch() {
    return RawJson.findText(json, place.position()).orElse("");
  }

  /** The same with other messages. */
  SyncBody withEvents(List<JsonValue> events) {
    return events.equals(events()) ? this : with(place.events(), events);
  }

  /** The same at another position. */
  SyncBody at(String position) {
    return position.equals(nextBatch()) ? this : with(place.position(), position);
  }

  /**
   * The same without what comes again as long as the position stays: in a sliding sync the messages
   * only, since for everything else it has a position of its own.
   */
  SyncBody withoutNews() {
    if (!place.equals(CLASSIC)) {
      return withEvents(List.of());
    }
    Map<String, JsonValue> members = RawJson.members(json.toBytes()).orElseThrow();
    members.keySet().retainAll(KEPT);
    return new SyncBody(RawJson.value(members), place);
  }

  private SyncBody with(JsonPointer at, Object value) {
    return new SyncBody(RawJson.change(json, at, before -> RawJson.value(value)), place);
  }
}
