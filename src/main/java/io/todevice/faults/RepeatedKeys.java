package io.todevice.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Hands out again the one-time keys that were claimed first. */
final class RepeatedKeys implements Fault {

  private static final String KEYS = "one_time_keys";

  /** How many keys are remembered. */
  private static final int MAX_KEYS = 10_000;

  private final Map<List<String>, JsonNode> first = new ConcurrentHashMap<>();

  @Override
  public ProxyResponse handle(ProxyRequest request, Upstream upstream) throws IOException {
    ProxyResponse response = upstream.send(request);
    Optional<ObjectNode> claim = Edits.object(request.text());
    return response.status() != 200 || claim.isEmpty()
        ? response
        : Edits.edit(response, answer -> repeat(claim.get().path(KEYS), answer));
  }

  private void repeat(JsonNode claim, ObjectNode answer) {
    for (Map.Entry<String, JsonNode> user : claim.properties()) {
      for (Map.Entry<String, JsonNode> device : user.getValue().properties()) {
        List<String> place = List.of(user.getKey(), device.getKey(), device.getValue().asText());
        JsonNode key = answer.path(KEYS).path(user.getKey()).path(device.getKey());
        JsonNode earlier = first.size() < MAX_KEYS ? remember(place, key) : first.get(place);
        if (earlier != null) {
          child(child(answer, KEYS), user.getKey()).set(device.getKey(), earlier);
        }
      }
    }
  }

  private @Nullable JsonNode remember(List<String> place, JsonNode key) {
    return key.isEmpty() ? first.get(place) : first.computeIfAbsent(place, unused -> key);
  }

  private static ObjectNode child(ObjectNode owner, String name) {
    return owner.path(name) instanceof ObjectNode child ? child : owner.putObject(name);
  }
}
