package io.todevice.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What an operator set in one place, and only that. Immutable. */
public final class Settings {

  /** Nothing is set. */
  public static final Settings NONE = new Settings(Map.of());

  private final Map<Setting<?>, Object> values;

  private Settings(Map<Setting<?>, Object> values) {
    this.values = Map.copyOf(values);
  }

  /** These, with a value for {@code setting}. */
  public <T> Settings with(Setting<T> setting, T value) {
    Map<Setting<?>, Object> more = new HashMap<>(values);
    more.put(setting, value);
    return new Settings(more);
  }

  /** These, and where they say nothing, what {@code weaker} says. */
  public Settings orElse(Settings weaker) {
    Map<Setting<?>, Object> all = new HashMap<>(weaker.values);
    all.putAll(values);
    return new Settings(all);
  }

  /** What {@code setting} was set to, if it was set. */
  public <T> Optional<T> find(Setting<T> setting) {
    return Optional.ofNullable(values.get(setting)).map(setting::cast);
  }
}
