package io.todevice.text;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers in a text such as a query, written as in JSON. */
public final class NumberText {

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,399})(\\.[0-9]{1,400})?([eE][+-]?[0-9]{1,9})?");

  private NumberText() {}

  /** The number that a text is; empty if it is none, or one of more than 400 digits. */
  public static Optional<BigDecimal> find(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }
}
