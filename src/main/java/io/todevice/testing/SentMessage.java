package io.todevice.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.faults.Edits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A message to one device, or to all of a user's, in a request that sends messages.
 *
 * @param userId whom it is for
 * @param deviceId which device; {@code *} for all that are not in {@code otherwise}
 * @param otherwise the devices of the user that the request names beside a {@code *}
 * @param content its content
 */
record SentMessage(String userId, String deviceId, Set<String> otherwise, JsonNode content) {

  private static final String ALL = "*";

  static boolean isSend(RecordedExchange exchange) {
    return exchange.operationId().filter("sendToDevice"::equals).isPresent();
  }

  /** The messages of a request; none if it is not one that sends messages. */
  static List<SentMessage> listOf(RecordedExchange exchange) {
    List<SentMessage> messages = new ArrayList<>();
    if (isSend(exchange)) {
      for (Map.Entry<String, JsonNode> user : users(exchange)) {
        Set<String> names = Set.copyOf(names(user.getValue()));
        user.getValue()
            .properties()
            .forEach(
                device ->
                    messages.add(
                        new SentMessage(
                            user.getKey(),
                            device.getKey(),
                            device.getKey().equals(ALL) ? names : Set.of(),
                            device.getValue())));
      }
    }
    return messages;
  }

  private static Set<Map.Entry<String, JsonNode>> users(RecordedExchange exchange) {
    return Edits.object(exchange.requestBody())
        .map(body -> body.path("messages").properties())
        .orElse(Set.of());
  }

  private static List<String> names(JsonNode devices) {
    return devices.properties().stream().map(Map.Entry::getKey).toList();
  }

  boolean isTo(Session device) {
    return userId.equals(device.userId())
        && (deviceId.equals(device.deviceId())
            || (deviceId.equals(ALL) && !otherwise.contains(device.deviceId())));
  }

  /** The type of the messages of a send. */
  static String type(RecordedExchange send) {
    return Optional.of(send.pathValues())
        .filter(values -> !values.isEmpty())
        .map(values -> values.get(0))
        .orElse("");
  }
}
