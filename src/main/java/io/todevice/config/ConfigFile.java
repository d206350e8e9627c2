package io.todevice.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.Setting;
import io.todevice.settings.Settings;
import io.todevice.text.Suggestions;
import io.todevice.text.YamlPosition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A YAML file of settings: a map with the names of {@link ServerSettings}. Strict, so that a slip
 * of the pen is an error and not a setting that silently has no effect.
 */
public final class ConfigFile {

  private ConfigFile() {}

  /**
   * What the file sets. Paths of files are taken from the file's own directory.
   *
   * @throws ConfigException with the file, the place, the key and the reason of every fault, if it
   *     can't be read or a key or a value is not known
   */
  public static Settings read(Path file) {
    Map<JsonPointer, YamlPosition> positions = new HashMap<>();
    Optional<JsonNode> tree = YamlFile.read(file, positions);
    if (tree.isPresent() && !tree.get().isObject()) {
      throw new ConfigException(file.toString(), "must be a map of settings");
    }
    Settings settings = Settings.NONE;
    List<String> faults = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : tree.map(JsonNode::properties).orElse(Set.of())) {
      String key = entry.getKey();
      try {
        settings = with(settings, key, entry.getValue());
      } catch (IllegalArgumentException e) {
        JsonPointer place = JsonPointer.empty().appendProperty(key);
        faults.add(
            file + ":" + YamlPosition.get(positions, place) + ": " + key + ": " + e.getMessage());
      }
    }
    if (!faults.isEmpty()) {
      throw new ConfigException(faults);
    }
    return settings.beside(file);
  }

  private static Settings with(Settings settings, String key, JsonNode value) {
    return with(
        settings,
        ServerSettings.find(key)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "unknown key"
                            + Suggestions.of(
                                key, ServerSettings.list().stream().map(Setting::name).toList()))),
        value);
  }

  private static <T> Settings with(Settings settings, Setting<T> setting, JsonNode value) {
    return settings.with(setting, setting.parse(value));
  }

  /** The file that sets what these settings are, those without a value commented out. */
  public static String write(Settings settings) {
    return ServerSettings.list().stream()
        .map(setting -> line(settings, setting))
        .collect(Collectors.joining());
  }

  private static <T> String line(Settings settings, Setting<T> setting) {
    return settings
        .find(setting)
        .map(
            value -> {
              String text = setting.format(value);
              boolean isPlain = value instanceof Number || value instanceof Boolean;
              return setting.name() + ": " + (isPlain ? text : TextNode.valueOf(text)) + "\n";
            })
        .orElse("#" + setting.name() + ":\n");
  }
}
