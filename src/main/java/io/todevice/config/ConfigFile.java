package io.todevice.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.Setting;
import io.todevice.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A YAML file of settings: a map with the names of {@link ServerSettings}. Strict, so that a slip
 * of the pen is an error and not a setting that silently has no effect.
 */
public final class ConfigFile {

  private ConfigFile() {}

  /**
   * What the file sets. Paths of files are taken from the file's own directory.
   *
   * @throws ConfigException with the file, the key and the reason, if it can't be read or a key or
   *     a value is not known
   */
  public static Settings read(Path file) {
    Optional<JsonNode> tree = YamlFile.read(file);
    if (tree.isPresent() && !tree.get().isObject()) {
      throw new ConfigException(file.toString(), "must be a map of settings");
    }
    Settings settings = Settings.NONE;
    for (Map.Entry<String, JsonNode> entry : tree.map(JsonNode::properties).orElse(Set.of())) {
      String place = file + ": " + entry.getKey();
      Setting<?> setting =
          ServerSettings.find(entry.getKey())
              .orElseThrow(() -> new ConfigException(place, "unknown key"));
      settings = with(settings, setting, entry.getValue(), place);
    }
    return beside(
        file, beside(file, settings, ServerSettings.TOKENS), ServerSettings.STRICT_REPORT);
  }

  private static Settings beside(Path file, Settings settings, Setting<Path> setting) {
    return settings.isSet(setting)
        ? settings.with(setting, file.resolveSibling(settings.get(setting)))
        : settings;
  }

  private static <T> Settings with(
      Settings settings, Setting<T> setting, JsonNode node, String place) {
    try {
      return settings.with(setting, setting.parse(node));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(place, String.valueOf(e.getMessage()));
    }
  }
}
