package io.todevice.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.TokenHash;
import io.todevice.settings.ServerName;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A YAML file of access tokens that are good from the start:
 *
 * <pre>{@code
 * tokens:
 *   - token: aLongRandomText
 *     user_id: "@alice:example.org"
 *     device_id: PHONE
 *     display_name: Alice's phone   # may be left out
 * }</pre>
 *
 * <p>Strict. An error names the file, the entry (the first is entry 1) and the reason, and repeats
 * nothing that stands in the file: a token may have got into any place of it.
 */
public final class FixedTokensFile {

  private static final String TOKENS = "tokens";

  private FixedTokensFile() {}

  /**
   * What the file says. Logs a warning where users of this machine can read it who should not.
   *
   * @param serverName the server whose users the tokens must be for
   * @throws ConfigException if it can't be read, is not as described above, has one token twice, or
   *     gives one device two names
   */
  public static FixedTokens read(Path file, ServerName serverName) {
    Iterable<JsonNode> entries = entries(file);
    FilePermissions.warnIfOthersCanRead(file);
    Map<TokenHash, Integer> entryOfToken = new HashMap<>();
    Map<TokenHash, DeviceAddress> devices = new HashMap<>();
    Map<DeviceAddress, String> displayNames = new HashMap<>();
    int number = 0;
    for (JsonNode node : entries) {
      number++;
      String place = file + ": entry " + number;
      FixedToken entry = FixedToken.parse(node, place, serverName);
      Integer earlier = entryOfToken.putIfAbsent(entry.token(), number);
      if (earlier != null) {
        throw new ConfigException(place + ": token", "is the same as in entry " + earlier);
      }
      devices.put(entry.token(), entry.device());
      if (entry.displayName().isPresent()) {
        String name = entry.displayName().get();
        String earlierName = displayNames.putIfAbsent(entry.device(), name);
        if (earlierName != null && !earlierName.equals(name)) {
          throw new ConfigException(
              place + ": display_name", "an earlier entry gives the device another one");
        }
      }
    }
    return new FixedTokens(devices, displayNames);
  }

  private static Iterable<JsonNode> entries(Path file) {
    Optional<JsonNode> tree = YamlFile.read(file);
    List<String> keys = tree.map(FixedTokensFile::keys).orElse(List.of());
    if (!keys.equals(List.of(TOKENS))) {
      throw new ConfigException(file.toString(), "must be a map with tokens as its only key");
    }
    JsonNode entries = tree.orElseThrow().path(TOKENS);
    if (!entries.isArray() || entries.isEmpty()) {
      throw new ConfigException(file + ": " + TOKENS, "must be a list of at least one entry");
    }
    return entries;
  }

  private static List<String> keys(JsonNode tree) {
    return tree.properties().stream().map(Map.Entry::getKey).toList();
  }
}
