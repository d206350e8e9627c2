package io.todevice.http.call;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.text.NumberText;
import io.todevice.text.StorableText;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads query, header and cookie parameters as the specification types them. Where one is given
 * several times the first counts; a value that does not fit the type, or that no store can keep, is
 * refused with M_INVALID_PARAM and the parameter's name. Every {@code find} gives null where the
 * request has no such parameter.
 *
 * @param parameters gives the values of the parameter of a name; none if there is no such parameter
 */
public record QueryReader(Function<String, List<String>> parameters) {

  /**
   * The value of a required parameter.
   *
   * @param value what was found
   * @throws MatrixException M_MISSING_PARAM if there is none
   */
  public static <T> T require(String name, @Nullable T value) {
    if (value == null) {
      throw new MatrixException(
          ErrorCode.M_MISSING_PARAM, "The parameter '" + name + "' is missing");
    }
    return value;
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

  /**
   * A whole number of 64 bits, in any form in which a body may have it: {@code 1000}, {@code 1e3}.
   */
  public @Nullable Long findInteger(String name) {
    BigDecimal value = number(name);
    try {
      return value == null ? null : (Long) value.longValueExact();
    } catch (ArithmeticException e) {
      throw invalid(name);
    }
  }

  /** A number within the range of a double. */
  public @Nullable Double findNumber(String name) {
    BigDecimal value = number(name);
    if (value != null && Double.isInfinite(value.doubleValue())) {
      throw invalid(name);
    }
    return value == null ? null : (Double) value.doubleValue();
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
    values.forEach(value -> check(name, value));
    return values.isEmpty() ? null : List.copyOf(values);
  }

  private @Nullable String first(String name) {
    List<String> values = parameters.apply(name);
    return values.isEmpty() ? null : check(name, values.get(0));
  }

  private static String check(String name, String value) {
    if (StorableText.findFault(value).isPresent()) {
      throw invalid(name);
    }
    return value;
  }

  private @Nullable BigDecimal number(String name) {
    String value = first(name);
    return value == null ? null : NumberText.find(value).orElseThrow(() -> invalid(name));
  }

  private static MatrixException invalid(String name) {
    return new MatrixException(
        ErrorCode.M_INVALID_PARAM, "The parameter '" + name + "' has a value that is not allowed");
  }
}
