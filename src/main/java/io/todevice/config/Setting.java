package io.todevice.config;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One thing that an operator can set: with an option, or in the file under the option's name
 * without its dashes. {@link ServerSettings} has them all; a setting equals only itself.
 */
public final class Setting<T> {

  private final String name;
  private final ValueType<T> type;
  private final String description;

  Setting(String name, ValueType<T> type, String description) {
    this.name = name;
    this.type = type;
    this.description = description;
  }

  /** Its key in the file, and its option's name without the dashes. */
  public String name() {
    return name;
  }

  /** What stands for its value in the help, for example {@code SIZE}. */
  public String label() {
    return type.label();
  }

  /** What it is and what it is by default, as one sentence or two. */
  public String description() {
    return description;
  }

  /**
   * The value that an option was given.
   *
   * @throws ConfigException if it is not allowed
   */
  public T parse(String text) {
    try {
      return type.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(toString(), reason(e));
    }
  }

  /** The value at a key of a file; {@code place} is what to call it in an error. */
  T parse(JsonNode node, String place) {
    try {
      return type.parse(node);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(place, reason(e));
    }
  }

  T cast(Object value) {
    return type.javaType().cast(value);
  }

  /** Its option. */
  @Override
  public String toString() {
    return "--" + name;
  }

  private static String reason(IllegalArgumentException e) {
    return String.valueOf(e.getMessage());
  }
}
