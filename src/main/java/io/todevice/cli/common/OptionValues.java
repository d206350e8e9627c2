package io.todevice.cli.common;

import io.todevice.config.ConfigException;
import io.todevice.text.OneLine;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.ParseResult;

/**
 * The options and arguments that a command was called with. Its methods throw a {@link
 * ConfigException} where a value is not of its form.
 */
public record OptionValues(ParseResult parsed) {

  /** Whether an option was given. */
  public boolean isGiven(String option) {
    return parsed.hasMatchedOption(option);
  }

  /** The value of an option that was given. */
  public Optional<String> find(String option) {
    return Optional.ofNullable(parsed.matchedOptionValue(option, (String) null));
  }

  /** The values of an option that is a list. */
  public List<String> list(String option) {
    return List.of(parsed.matchedOptionValue(option, new String[0]));
  }

  /** The path that an option names. */
  public Optional<Path> findPath(String option) {
    return find(option).map(text -> path(option, text));
  }

  /** An argument; empty where it was not given. */
  public String argument(int index) {
    return parsed.matchedPositionalValue(index, "");
  }

  /** All arguments of a command that takes any number of them. */
  public List<String> arguments() {
    return List.of(parsed.matchedPositionalValue(0, new String[0]));
  }

  /** The value of an option that is a whole number; a default where it is not given. */
  public long number(String option, long min, long max, long byDefault) {
    Optional<String> text = find(option);
    if (text.isEmpty()) {
      return byDefault;
    }
    try {
      long number = Long.parseLong(text.get());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new ConfigException(
        option,
        "must be a whole number from " + min + " to " + max + ", not " + OneLine.quote(text.get()));
  }

  /** The value of an option that is one of several; a default where it is not given. */
  public <T> T choice(String option, T[] values, T byDefault) {
    Optional<String> text = find(option);
    if (text.isEmpty()) {
      return byDefault;
    }
    return Arrays.stream(values)
        .filter(value -> value.toString().equals(text.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    option,
                    "must be one of " + ids(values) + ", not " + OneLine.quote(text.get())));
  }

  /** Choices as {@code --help} lists them. */
  public static String ids(Object[] values) {
    return Arrays.stream(values).map(Object::toString).collect(Collectors.joining(", "));
  }

  /**
   * The path that a text names.
   *
   * @param name the option or argument, for messages
   */
  public static Path path(String name, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new ConfigException(name, "must be the path of a file");
    }
  }
}
