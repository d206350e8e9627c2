package io.todevice.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One thing that an operator can set: with an option, or in the file under the option's name
 * without its dashes. {@link ServerSettings} has them all; a setting equals only itself.
 */
public final class Setting<T> {

  private final String name;
  private final ValueType<T> type;
  private final String help;
  private final Optional<Function<Settings, T>> defaultValue;

  private Setting(
      String name, ValueType<T> type, String help, Optional<Function<Settings, T>> defaultValue) {
    this.name = name;
    this.type = type;
    this.help = help;
    this.defaultValue = defaultValue;
  }

  /** A setting that need not have a value. */
  static <T> Setting<T> optional(String name, ValueType<T> type, String help) {
    return new Setting<>(name, type, help, Optional.empty());
  }

  /** A setting with a default. */
  static <T> Setting<T> of(String name, ValueType<T> type, T defaultValue, String help) {
    return new Setting<>(
        name,
        type,
        help + " Default: " + type.writer().apply(type.check(name, defaultValue)),
        Optional.of(others -> defaultValue));
  }

  /** A setting whose default depends on the machine: {@code defaultText} says how. */
  static <T> Setting<T> of(
      String name, ValueType<T> type, Supplier<T> defaultValue, String defaultText, String help) {
    return of(name, type, others -> defaultValue.get(), defaultText, help);
  }

  /** A setting whose default depends on other settings: {@code defaultText} says how. */
  static <T> Setting<T> of(
      String name,
      ValueType<T> type,
      Function<Settings, T> defaultValue,
      String defaultText,
      String help) {
    return new Setting<>(name, type, help + " Default: " + defaultText, Optional.of(defaultValue));
  }

  /** Its key in the file, and its option's name without the dashes. */
  public String name() {
    return name;
  }

  /** What stands for its value in the help, for example {@code SIZE}. */
  public String label() {
    return type.label();
  }

  /** Whether it is on or off, so that its option has no value. */
  public boolean isFlag() {
    return type.javaType() == Boolean.class;
  }

  /** What it is and what it is by default, as one sentence or two. */
  public String help() {
    return help;
  }

  /** What a value must be, as it completes "must be …": its type and its range. */
  public String expectation() {
    return type.expectation();
  }

  /** The value where nobody sets one, beside these others; empty if there is none then. */
  public Optional<T> defaultValue(Settings others) {
    return defaultValue.map(value -> value.apply(others));
  }

  /**
   * The value that a text spells.
   *
   * @throws IllegalArgumentException with the reason, if it is not allowed
   */
  public T parse(String text) {
    return type.parse(text);
  }

  /**
   * The value of a YAML node.
   *
   * @throws IllegalArgumentException with the reason, if it is of another kind or not allowed
   */
  public T parse(JsonNode node) {
    return type.parse(node);
  }

  /** A value as {@link #parse(String)} reads it. */
  public String format(T value) {
    return type.writer().apply(value);
  }

  T check(T value) {
    return type.check(name, value);
  }

  boolean isDefault(Object value, Settings others) {
    return defaultValue(others).filter(value::equals).isPresent();
  }

  T cast(Object value) {
    return type.javaType().cast(value);
  }

  /** Its option. */
  @Override
  public String toString() {
    return "--" + name;
  }
}
