package io.todevice.conformance.suite;

import java.util.LinkedHashMap;
import java.util.Map;

/** The body of a send: which content goes to which device of which user. Immutable. */
public final class Messages {

  private final Map<String, Map<String, String>> contents;

  private Messages(Map<String, Map<String, String>> contents) {
    this.contents = contents;
  }

  /** A body with one message. */
  public static Messages to(TestDevice device, String content) {
    return to(device.userId(), device.deviceId(), content);
  }

  /** A body with one message for all devices of a user. */
  public static Messages toAll(String userId, String content) {
    return to(userId, "*", content);
  }

  /** A body with one message; {@code deviceId} may be {@code *}. */
  public static Messages to(String userId, String deviceId, String content) {
    return new Messages(Map.of()).and(userId, deviceId, content);
  }

  /** The same with one more. */
  public Messages and(TestDevice device, String content) {
    return and(device.userId(), device.deviceId(), content);
  }

  /** The same with one more; {@code deviceId} may be {@code *}. */
  public Messages and(String userId, String deviceId, String content) {
    Map<String, Map<String, String>> more = new LinkedHashMap<>();
    contents.forEach((user, devices) -> more.put(user, new LinkedHashMap<>(devices)));
    more.computeIfAbsent(userId, user -> new LinkedHashMap<>()).put(deviceId, content);
    return new Messages(more);
  }

  /** As JSON; contents stand there as they were given. */
  public String json() {
    StringBuilder json = new StringBuilder("{\"messages\":{");
    contents.forEach(
        (user, devices) -> {
          separate(json).append(Json.quote(user)).append(":{");
          devices.forEach(
              (device, content) ->
                  separate(json).append(Json.quote(device)).append(':').append(content));
          json.append('}');
        });
    return json.append("}}").toString();
  }

  private static StringBuilder separate(StringBuilder json) {
    return json.charAt(json.length() - 1) == '{' ? json : json.append(',');
  }
}
