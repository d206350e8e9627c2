package io.todevice.config;

import io.todevice.settings.ServerSettings;
import io.todevice.settings.Setting;
import io.todevice.settings.Settings;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings in environment variables: {@code TODEVICE_} and the setting's name in capitals with
 * underscores, for example {@code TODEVICE_SERVER_NAME}.
 */
final class EnvironmentSettings {

  private static final Logger LOG = LoggerFactory.getLogger(EnvironmentSettings.class);
  private static final String PREFIX = "TODEVICE_";

  private EnvironmentSettings() {}

  /**
   * What the variables set. One with the prefix that names no setting is logged and ignored: a
   * container engine may have made it of the name of a service.
   *
   * @throws ConfigException with the variable's name and the reason, if its value is not allowed
   */
  static Settings read(Map<String, String> environment) {
    Settings settings = Settings.NONE;
    for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
      if (variable.getKey().startsWith(PREFIX)) {
        settings = with(settings, variable.getKey(), variable.getValue());
      }
    }
    return settings;
  }

  private static Settings with(Settings settings, String name, String value) {
    String key = name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
    return ServerSettings.find(key)
        .filter(setting -> name.equals(nameOf(setting)))
        .map(setting -> with(settings, setting, name, value))
        .orElseGet(
            () -> {
              LOG.warn("the environment variable {} names no setting and is ignored", name);
              return settings;
            });
  }

  private static <T> Settings with(
      Settings settings, Setting<T> setting, String name, String value) {
    try {
      return settings.with(setting, setting.parse(value));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(name, String.valueOf(e.getMessage()));
    }
  }

  private static String nameOf(Setting<?> setting) {
    return PREFIX + setting.name().toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
