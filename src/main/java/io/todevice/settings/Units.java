package io.todevice.settings;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts that are written as a whole number with a unit behind it, such as {@code 64KiB} or {@code
 * 5m}.
 */
public final class Units {

  /** Sizes, in bytes: {@code B}, {@code KiB}, {@code MiB}, {@code GiB}; bytes without a unit. */
  public static final Units SIZE =
      new Units("B", true, Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30));

  /**
   * Times, in milliseconds: {@code ms}, {@code s}, {@code m}, {@code h}, {@code d}. A unit is a
   * must, because a bare number could be meant as seconds or as milliseconds.
   */
  public static final Units TIME =
      new Units(
          "s",
          false,
          Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L));

  private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,18})([A-Za-z]*)");

  private final String unitOfZero;
  private final boolean mayLackUnit;
  private final Map<String, Long> factors;
  private final TreeMap<Long, String> names = new TreeMap<>();

  private Units(String unitOfZero, boolean mayLackUnit, Map<String, Long> factors) {
    this.unitOfZero = unitOfZero;
    this.mayLackUnit = mayLackUnit;
    this.factors = factors;
    factors.forEach((name, factor) -> names.put(factor, name));
  }

  /** The amount that {@code text} spells, in the smallest unit; empty if it spells none. */
  public Optional<Long> find(String text) {
    Matcher amount = AMOUNT.matcher(text);
    if (!amount.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(amount.group(1));
    String unit = amount.group(2);
    Optional<Long> factor =
        unit.isEmpty() && mayLackUnit ? Optional.of(1L) : Optional.ofNullable(factors.get(unit));
    return factor.filter(f -> number <= Long.MAX_VALUE / f).map(f -> number * f);
  }

  /** The amount in the largest unit that it is a whole number of. */
  public String format(long amount) {
    if (amount == 0) {
      return "0" + unitOfZero;
    }
    return names.descendingMap().entrySet().stream()
        .filter(unit -> amount % unit.getKey() == 0)
        .findFirst()
        .map(unit -> amount / unit.getKey() + unit.getValue())
        .orElseThrow();
  }
}
