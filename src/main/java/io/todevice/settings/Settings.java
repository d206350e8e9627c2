package io.todevice.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What was set, and the defaults of everything else. Immutable. */
public final class Settings {

  /** Nothing is set. */
  public static final Settings NONE = new Settings(Map.of());

  private final Map<Setting<?>, Object> values;

  private Settings(Map<Setting<?>, Object> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * These, with a value for {@code setting}.
   *
   * @throws IllegalArgumentException with the setting's name, if the value is out of its range
   */
  public <T> Settings with(Setting<T> setting, T value) {
    Map<Setting<?>, Object> more = new HashMap<>(values);
    more.put(setting, setting.check(value));
    return new Settings(more);
  }

  /** These, and where they say nothing, what {@code weaker} says. */
  public Settings orElse(Settings weaker) {
    Map<Setting<?>, Object> all = new HashMap<>(weaker.values);
    all.putAll(values);
    return new Settings(all);
  }

  /** The same with every path of a file taken from the directory of {@code file}. */
  public Settings beside(Path file) {
    Map<Setting<?>, Object> resolved = new HashMap<>(values);
    resolved.replaceAll(
        (setting, value) ->
            value instanceof Path path
                ? file.resolveSibling(path)
                : value instanceof StoreAddress store ? store.beside(file) : value);
    return new Settings(resolved);
  }

  /** What {@code setting} was set to, or else its default; empty if it has none. */
  public <T> Optional<T> find(Setting<T> setting) {
    Object value = values.get(setting);
    return value == null ? setting.defaultValue(this) : Optional.of(setting.cast(value));
  }

  /**
   * What {@code setting} was set to, or else its default.
   *
   * @throws IllegalStateException if it has neither
   */
  public <T> T get(Setting<T> setting) {
    return find(setting).orElseThrow(() -> new IllegalStateException(setting + " is not set"));
  }

  /** The same for a size or count that is an {@code int} by its range. */
  public int getInt(Setting<Long> setting) {
    return Math.toIntExact(get(setting));
  }

  /** Whether {@code setting} was set. */
  public boolean isSet(Setting<?> setting) {
    return values.containsKey(setting);
  }

  /** Whether every setting has the same value, set or by default. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Settings settings && notDefault().equals(settings.notDefault());
  }

  @Override
  public int hashCode() {
    return notDefault().hashCode();
  }

  private Map<Setting<?>, Object> notDefault() {
    Map<Setting<?>, Object> changed = new HashMap<>(values);
    changed.entrySet().removeIf(entry -> entry.getKey().isDefault(entry.getValue(), this));
    return changed;
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
