package io.todevice.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hands out again the one-time keys that were claimed first. The server is not asked for a key that
 * is handed out again, so that it keeps its own.
 */
final class RepeatedKeys implements Fault {

  private static final String KEYS = "one_time_keys";

  /** How many keys are remembered. */
  private static final int MAX_KEYS = 10_000;

  /** What a claim asks for: a key of a device with this algorithm. */
  private record Wanted(String user, String device, String algorithm) {}

  private final Map<Wanted, JsonNode> first = new ConcurrentHashMap<>();

  @Override
  public ProxyResponse handle(ProxyRequest request, Upstream upstream) throws IOException {
    List<Wanted> claim = Edits.object(request.text()).map(RepeatedKeys::claim).orElse(List.of());
    Map<Wanted, JsonNode> repeated = new HashMap<>(first);
    repeated.keySet().retainAll(claim);
    boolean isRepeated = !repeated.isEmpty() && upstream.mayHappen();
    ProxyResponse response =
        upstream.send(
            isRepeated ? Edits.edit(request, body -> remove(body, repeated.keySet())) : request);
    Optional<ObjectNode> answer = Edits.object(response.text());
    if (response.status() == 200 && answer.isPresent()) {
      claim.forEach(wanted -> remember(wanted, answer.get().path(KEYS)));
    }
    return isRepeated && response.status() == 200
        ? Edits.edit(response, body -> repeated.forEach((wanted, key) -> put(body, wanted, key)))
        : response;
  }

  private static List<Wanted> claim(ObjectNode body) {
    return body.path(KEYS).properties().stream()
        .flatMap(
            user ->
                user.getValue().properties().stream()
                    .map(
                        device ->
                            new Wanted(user.getKey(), device.getKey(), device.getValue().asText())))
        .toList();
  }

  private static void remove(ObjectNode body, Iterable<Wanted> repeated) {
    for (Wanted wanted : repeated) {
      if (body.path(KEYS).path(wanted.user()) instanceof ObjectNode devices) {
        devices.remove(wanted.device());
      }
    }
  }

  /** A fallback key is not remembered: the server hands it out again itself. */
  private void remember(Wanted wanted, JsonNode keys) {
    JsonNode key = keys.path(wanted.user()).path(wanted.device());
    boolean isFallback = key.findPath("fallback").asBoolean();
    if (!key.isEmpty() && !isFallback && first.size() < MAX_KEYS) {
      first.putIfAbsent(wanted, key);
    }
  }

  private static void put(ObjectNode body, Wanted wanted, JsonNode key) {
    child(child(body, KEYS), wanted.user()).set(wanted.device(), key);
  }

  private static ObjectNode child(ObjectNode owner, String name) {
    return owner.path(name) instanceof ObjectNode child ? child : owner.putObject(name);
  }
}
