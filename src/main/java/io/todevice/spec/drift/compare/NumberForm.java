package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/**
 * The part of {@link SchemaNormalForm} about numbers.
 *
 * @param schema the schema, which is changed
 * @param isInteger whether all numbers that it allows are integers
 */
record NumberForm(ObjectNode schema, boolean isInteger) {

  void normalise() {
    bound("minimum", "exclusiveMinimum", 1);
    bound("maximum", "exclusiveMaximum", -1);
    multipleOf();
  }

  /**
   * Leaves one bound, the tighter one; of integers an inclusive one.
   *
   * @param sign 1 for a lower bound, -1 for an upper one
   */
  private void bound(String inclusive, String exclusive, int sign) {
    JsonNode including = schema.path(inclusive);
    JsonNode excluding = schema.path(exclusive);
    if (excluding.isNumber()) {
      BigDecimal limit = excluding.decimalValue();
      boolean isTighter =
          !including.isNumber() || limit.compareTo(including.decimalValue()) * sign >= 0;
      schema.remove(isTighter ? inclusive : exclusive);
    }
    for (String key : List.of(inclusive, exclusive)) {
      if (schema.path(key).isNumber()) {
        BigDecimal limit = schema.get(key).decimalValue();
        if (isInteger) {
          schema.remove(key);
          schema.set(inclusive, Values.number(integer(limit, key.equals(exclusive), sign)));
          return;
        }
        schema.set(key, Values.number(limit));
      }
    }
  }

  private static BigDecimal integer(BigDecimal limit, boolean isExclusive, int sign) {
    BigDecimal nearest = limit.setScale(0, sign > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR);
    return isExclusive && nearest.compareTo(limit) == 0
        ? nearest.add(BigDecimal.valueOf(sign))
        : nearest;
  }

  /** An integer is a multiple of p/q, in lowest terms, if it is one of p. */
  private void multipleOf() {
    if (!isInteger || !schema.path("multipleOf").isNumber()) {
      return;
    }
    BigDecimal step = schema.get("multipleOf").decimalValue();
    if (step.signum() <= 0) {
      return;
    }
    BigInteger denominator = BigInteger.TEN.pow(Math.max(0, step.scale()));
    BigInteger numerator = step.multiply(new BigDecimal(denominator)).toBigInteger();
    BigInteger lowest = numerator.divide(numerator.gcd(denominator));
    if (lowest.equals(BigInteger.ONE)) {
      schema.remove("multipleOf");
    } else {
      schema.set("multipleOf", Values.number(new BigDecimal(lowest)));
    }
  }
}
