package io.todevice.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.domain.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Changes to the JSON of requests and responses. */
public final class Edits {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

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
    return SyncBody.find(response).map(Edits::events).orElse(List.of());
  }

  private static List<JsonNode> events(SyncBody sync) {
    return sync.events().stream().flatMap(event -> tree(event.toString()).stream()).toList();
  }

  /** A sync's answer with other to-device messages; any other answer as it is. */
  public static ProxyResponse withEvents(
      ProxyResponse response, UnaryOperator<List<JsonNode>> change) {
    return SyncBody.edit(
        response,
        sync ->
            sync.withEvents(
                change.apply(new ArrayList<>(events(sync))).stream()
                    .map(event -> JsonValue.of(event.toString().getBytes(UTF_8)))
                    .toList()));
  }

  /** The position behind the messages of a sync's answer; the empty string if there is none. */
  public static String nextBatch(ProxyResponse response) {
    return SyncBody.find(response).map(SyncBody::nextBatch).orElse("");
  }
}
