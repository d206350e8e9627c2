package io.todevice.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.TokenHash;
import io.todevice.domain.UserId;
import io.todevice.settings.ServerName;
import io.todevice.text.StorableText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One entry of a {@link FixedTokensFile}.
 *
 * @param token its digest
 * @param device whom it speaks for
 * @param displayName the device's name, if it has one
 */
record FixedToken(TokenHash token, DeviceAddress device, Optional<String> displayName) {

  private static final Set<String> KEYS = Set.of("token", "user_id", "device_id", "display_name");

  /** What RFC 6750, 2.1 calls a {@code b64token}: only that can stand in a header. */
  private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z._~+/-]+=*");

  private static final int MAX_TOKEN = 1024;
  private static final int MAX_NAME_BYTES = 512;

  /** What {@link #isToken} demands, as it completes "must be …". */
  static final String EXPECTATION =
      "at most " + MAX_TOKEN + " letters, digits and ._~+/- with = only at the end";

  /**
   * Reads an entry.
   *
   * @param place what to call it in an error
   * @throws ConfigException if it is not as it must be
   */
  static FixedToken parse(JsonNode entry, String place, ServerName serverName) {
    if (!entry.isObject()) {
      throw new ConfigException(place, "must be a map with token, user_id and device_id");
    }
    if (entry.properties().stream().anyMatch(field -> !KEYS.contains(field.getKey()))) {
      throw new ConfigException(
          place, "has an unknown key beside token, user_id, device_id and display_name");
    }
    return new FixedToken(
        TokenHash.of(new AccessToken(token(entry, place))),
        new DeviceAddress(userId(entry, place, serverName), deviceId(entry, place)),
        displayName(entry, place));
  }

  private static String token(JsonNode entry, String place) {
    String token = required(entry, "token", place);
    if (!isToken(entry.path("token"))) {
      throw new ConfigException(place + ": token", "must be " + EXPECTATION);
    }
    return token;
  }

  /** Whether a value can stand as a token in a request. */
  static boolean isToken(JsonNode value) {
    return value.isTextual()
        && value.asText().length() <= MAX_TOKEN
        && TOKEN.matcher(value.asText()).matches();
  }

  private static UserId userId(JsonNode entry, String place, ServerName serverName) {
    UserId user =
        UserId.find(required(entry, "user_id", place))
            .orElseThrow(
                () ->
                    new ConfigException(
                        place + ": user_id", "must be a user ID like @alice:" + serverName));
    if (!user.serverName().equals(serverName.value())) {
      throw new ConfigException(
          place + ": user_id", "must be of this server, whose name is " + serverName);
    }
    return user;
  }

  private static DeviceId deviceId(JsonNode entry, String place) {
    return DeviceId.find(required(entry, "device_id", place))
        .orElseThrow(
            () ->
                new ConfigException(
                    place + ": device_id",
                    "must have 1 to " + DeviceId.MAX_BYTES + " bytes and not be *"));
  }

  private static Optional<String> displayName(JsonNode entry, String place) {
    if (!entry.has("display_name")) {
      return Optional.empty();
    }
    String name = required(entry, "display_name", place);
    if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
      throw new ConfigException(
          place + ": display_name", "must have 1 to " + MAX_NAME_BYTES + " bytes");
    }
    return Optional.of(name);
  }

  private static String required(JsonNode entry, String key, String place) {
    JsonNode value = entry.path(key);
    if (value.isMissingNode()) {
      throw new ConfigException(place + ": " + key, "is missing");
    }
    if (!value.isTextual()) {
      throw new ConfigException(place + ": " + key, "must be a string; put it in quotes");
    }
    String text = value.asText();
    if (StorableText.findFault(text).isPresent()) {
      throw new ConfigException(place + ": " + key, "must be text without NUL");
    }
    return text;
  }
}
