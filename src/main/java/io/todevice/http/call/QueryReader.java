package io.todevice.http.call;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads query, header and cookie parameters as the specification types them. Where one is given
 * several times the first counts; a value that does not fit the type is refused with
 * M_INVALID_PARAM and the parameter's name. Every {@code find} gives null where the request has no
 * such parameter.
 */
public final class QueryReader {

  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

  private final Function<String, List<String>> parameters;

  /**
   * A reader of decoded parameters.
   *
   * @param parameters gives the values of the parameter of a name; none if there is no such
   *     parameter
   */
  public QueryReader(Function<String, List<String>> parameters) {
    this.parameters = parameters;
  }

  /** A text. */
  public @Nullable String findString(String name) {
    return first(name);
  }

  /** A text that is one of those allowed. */
  public @Nullable String findString(String name, String... allowed) {
    String value = first(name);
    if (value != null && !Arrays.asList(allowed).contains(value)) {
      throw invalid(name);
    }
    return value;
  }

  /** An integer of up to 18 digits. */
  public @Nullable Long findInteger(String name) {
    String value = first(name);
    return value == null ? null : Long.valueOf(requireMatch(INTEGER, value, name));
  }

  /** A decimal number without an exponent. */
  public @Nullable Double findNumber(String name) {
    String value = first(name);
    return value == null ? null : Double.valueOf(requireMatch(NUMBER, value, name));
  }

  /** {@code true} or {@code false}, and nothing else. */
  public @Nullable Boolean findBoolean(String name) {
    String value = first(name);
    if (value == null) {
      return null;
    }
    if (!value.equals("true") && !value.equals("false")) {
      throw invalid(name);
    }
    return value.equals("true");
  }

  /** All values of a parameter that may be repeated; null where there is none. */
  public @Nullable List<String> listStrings(String name) {
    List<String> values = parameters.apply(name);
    return values.isEmpty() ? null : List.copyOf(values);
  }

  private @Nullable String first(String name) {
    List<String> values = parameters.apply(name);
    return values.isEmpty() ? null : values.get(0);
  }

  private static String requireMatch(Pattern pattern, String value, String name) {
    if (!pattern.matcher(value).matches()) {
      throw invalid(name);
    }
    return value;
  }

  private static MatrixException invalid(String name) {
    return new MatrixException(
        ErrorCode.M_INVALID_PARAM, "The parameter '" + name + "' has a value that is not allowed");
  }
}
