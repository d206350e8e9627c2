package io.todevice.settings;

import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The kinds of values that settings have. */
final class ValueTypes {

  private ValueTypes() {}

  /** A whole number in an inclusive range. */
  static ValueType<Integer> wholeNumber(String label, int least, int most) {
    return new ValueType<>(
        Integer.class,
        label,
        Set.of(JsonNodeType.NUMBER),
        "a whole number from " + least + " to " + most,
        ValueTypes::findInteger,
        value -> least <= value && value <= most,
        value -> Integer.toString(value));
  }

  /** A number of bytes in an inclusive range. */
  static ValueType<Long> size(long least, long most) {
    return new ValueType<>(
        Long.class,
        "SIZE",
        Set.of(JsonNodeType.NUMBER, JsonNodeType.STRING),
        "a size from "
            + Units.SIZE.format(least)
            + " to "
            + Units.SIZE.format(most)
            + " like 64KiB",
        Units.SIZE::find,
        value -> least <= value && value <= most,
        Units.SIZE::format);
  }

  /** A time span in an inclusive range. */
  static ValueType<Duration> duration(Duration least, Duration most) {
    return new ValueType<>(
        Duration.class,
        "TIME",
        Set.of(JsonNodeType.STRING),
        "a time from "
            + Units.TIME.format(least.toMillis())
            + " to "
            + Units.TIME.format(most.toMillis())
            + " like 30s or 5m",
        text -> Units.TIME.find(text).map(Duration::ofMillis),
        value -> least.compareTo(value) <= 0 && value.compareTo(most) <= 0,
        value -> Units.TIME.format(TimeUnit.MILLISECONDS.convert(value)));
  }

  /** Yes or no. */
  static ValueType<Boolean> flag() {
    return new ValueType<>(
        Boolean.class,
        "BOOLEAN",
        Set.of(JsonNodeType.BOOLEAN),
        "true or false",
        ValueTypes::findBoolean,
        value -> true,
        value -> Boolean.toString(value));
  }

  /** The path of a file, which need not exist. */
  static ValueType<Path> file() {
    return text(Path.class, "FILE", "the path of a file", ValueTypes::findPath, Path::toString);
  }

  /** An {@code http} or {@code https} URL to which paths are appended. */
  static ValueType<URI> baseUrl() {
    return text(
        URI.class,
        "URL",
        "an http or https URL without query and without a slash at its end",
        ValueTypes::findBaseUrl,
        URI::toString);
  }

  /** A text with a grammar of its own, which holds again for what {@code writer} gives. */
  static <T> ValueType<T> text(
      Class<T> javaType,
      String label,
      String expectation,
      Function<String, Optional<T>> reader,
      Function<T, String> writer) {
    return new ValueType<>(
        javaType,
        label,
        Set.of(JsonNodeType.STRING),
        expectation,
        reader,
        value -> reader.apply(writer.apply(value)).equals(Optional.of(value)),
        writer);
  }

  private static Optional<Integer> findInteger(String text) {
    // Ten digits hold every int, and a long holds them.
    return text.matches("-?[0-9]{1,10}")
        ? Optional.of(Long.parseLong(text))
            .filter(number -> number == number.intValue())
            .map(Long::intValue)
        : Optional.empty();
  }

  private static Optional<Boolean> findBoolean(String text) {
    return text.equals("true") || text.equals("false")
        ? Optional.of(text.equals("true"))
        : Optional.empty();
  }

  private static Optional<Path> findPath(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<URI> findBaseUrl(String text) {
    try {
      URI uri = new URI(text);
      boolean isBase =
          ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
              && uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && !text.endsWith("/");
      return isBase ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
