package io.todevice.conformance.report;

import java.util.regex.Pattern;

/**
 * The stable identifier of a case: its clause, a full stop, and what it looks at, for example
 * {@code S2.wildcard-reaches-every-device}. Cases that come from the document have {@code API} for
 * a clause.
 */
public record CaseId(String value) implements Comparable<CaseId> {

  /** What stands for a clause in cases that come from the document. */
  public static final String DERIVED = "API";

  private static final Pattern FORM =
      Pattern.compile("(" + DERIVED + "|[A-Z]\\d+)\\.[A-Za-z0-9_-][A-Za-z0-9_.-]*");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if it is no identifier of a case
   */
  public CaseId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("no identifier of a case: " + value);
    }
  }

  /** The clause that the case belongs to. */
  public String clause() {
    return value.substring(0, value.indexOf('.'));
  }

  @Override
  public int compareTo(CaseId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
