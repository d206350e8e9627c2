package io.todevice.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Changes to the JSON of requests and responses. */
public final class Edits {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** The member of a sync with its position. */
  static final String NEXT_BATCH = "next_batch";

  /** The members of a sync that mean something different when they are missing. */
  static final Set<String> KEY_COUNTS =
      Set.of("device_one_time_keys_count", "device_unused_fallback_key_types");

  private Edits() {}

  /** Reads an object; empty if it is not one. */
  public static Optional<ObjectNode> object(String json) {
    return tree(json).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
  }

  /** Reads a value; empty if it is not JSON. */
  static Optional<JsonNode> tree(String json) {
    try {
      return Optional.ofNullable(MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The response with its object changed; as it is if it has none. */
  public static ProxyResponse edit(ProxyResponse response, Consumer<ObjectNode> change) {
    return changed(response.text(), change).map(response::withBody).orElse(response);
  }

  /** The request with its object changed; as it is if it has none. */
  public static ProxyRequest edit(ProxyRequest request, Consumer<ObjectNode> change) {
    return changed(request.text(), change).map(request::withBody).orElse(request);
  }

  private static Optional<String> changed(String text, Consumer<ObjectNode> change) {
    return object(text)
        .map(
            object -> {
              change.accept(object);
              return object.toString();
            });
  }

  /** The to-device messages of a sync's answer; empty if it is none. */
  public static List<JsonNode> events(ProxyResponse response) {
    List<JsonNode> events = new ArrayList<>();
    object(response.text()).ifPresent(sync -> sync.at("/to_device/events").forEach(events::add));
    return events;
  }

  /** A sync's answer with other to-device messages; any other answer as it is. */
  public static ProxyResponse withEvents(
      ProxyResponse response, UnaryOperator<List<JsonNode>> change) {
    return edit(
        response,
        sync -> {
          if (sync.at("/to_device/events").isArray()) {
            ArrayNode events = JsonNodeFactory.instance.arrayNode();
            change.apply(new ArrayList<>(events(response))).forEach(events::add);
            sync.withObject("/to_device").set("events", events);
          }
        });
  }

  /** The position in the answer to a sync; the empty string if there is none. */
  public static String nextBatch(ProxyResponse response) {
    return object(response.text()).map(sync -> sync.path(NEXT_BATCH).asText("")).orElse("");
  }
}
