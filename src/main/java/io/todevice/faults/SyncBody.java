package io.todevice.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.domain.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The body of a response to a sync. What is not changed keeps its bytes. Immutable.
 *
 * @param members its members
 */
record SyncBody(Map<String, JsonValue> members) {

  private static final String TO_DEVICE = "to_device";
  private static final String EVENTS = "events";

  /** The body of a response; empty if it is not of a sync, or too long to be changed. */
  static Optional<SyncBody> find(ProxyResponse response) {
    return response.rest().isPresent()
        ? Optional.empty()
        : RawJson.members(response.body())
            .filter(members -> members.containsKey(Edits.NEXT_BATCH))
            .map(SyncBody::new);
  }

  /** The response with its body changed; as it is if it is not of a sync. */
  static ProxyResponse edit(ProxyResponse response, UnaryOperator<SyncBody> change) {
    Optional<SyncBody> before = find(response);
    Optional<SyncBody> after = before.map(change);
    return after.equals(before)
        ? response
        : response.withBody(RawJson.value(after.orElseThrow().members()).toString());
  }

  /** Its to-device messages. */
  List<JsonValue> events() {
    return toDevice()
        .flatMap(toDevice -> Optional.ofNullable(toDevice.get(EVENTS)))
        .flatMap(RawJson::elements)
        .orElse(List.of());
  }

  private Optional<Map<String, JsonValue>> toDevice() {
    return Optional.ofNullable(members.get(TO_DEVICE))
        .flatMap(value -> RawJson.members(value.toBytes()));
  }

  /** The position; empty if it is not a string. */
  String nextBatch() {
    return Optional.ofNullable(members.get(Edits.NEXT_BATCH))
        .flatMap(value -> Edits.tree(value.toString()))
        .map(JsonNode::textValue)
        .orElse("");
  }

  /** The same with other messages. */
  SyncBody withEvents(List<JsonValue> events) {
    Map<String, JsonValue> toDevice = toDevice().orElseGet(LinkedHashMap::new);
    toDevice.put(EVENTS, RawJson.value(events));
    return with(TO_DEVICE, RawJson.value(toDevice));
  }

  /** The same at another position. */
  SyncBody at(String position) {
    return position.equals(nextBatch()) ? this : with(Edits.NEXT_BATCH, RawJson.value(position));
  }

  /** The same with nothing but the position, and the members that mean something when missing. */
  SyncBody withoutNews() {
    Map<String, JsonValue> rest = new LinkedHashMap<>(members);
    rest.keySet()
        .removeIf(name -> !name.equals(Edits.NEXT_BATCH) && !Edits.KEY_COUNTS.contains(name));
    return new SyncBody(rest);
  }

  private SyncBody with(String name, JsonValue value) {
    Map<String, JsonValue> changed = new LinkedHashMap<>(members);
    changed.put(name, value);
    return new SyncBody(changed);
  }
}
