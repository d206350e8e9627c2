package io.todevice.validation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Makes of JSON text what schemas look at. Numbers are exact. */
final class JsonText {

  /**
   * How many digits a number may have before or behind its point: beyond that, it counts as one of
   * so many digits. No limit in a schema lies there, an exponent of nine digits would otherwise be
   * written out by whoever divides by it, and a double, which the validator divides, holds it.
   */
  private static final int MAX_SCALE = 300;

  private static final BigDecimal LARGEST = BigDecimal.ONE.scaleByPowerOfTen(MAX_SCALE);
  private static final BigDecimal SMALLEST = BigDecimal.ONE.scaleByPowerOfTen(-MAX_SCALE);

  /** Makes the nodes of all values. */
  static final JsonNodeFactory NODES = new BoundedNumbers();

  /** The limits of length are those of whoever has read the text before. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNameLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .nodeFactory(NODES)
          .build();

  private JsonText() {}

  /** The value that a text is the JSON of; empty if it is none. */
  static Optional<JsonNode> parse(byte[] text) {
    try {
      return Optional.ofNullable(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static final class BoundedNumbers extends JsonNodeFactory {

    private static final long serialVersionUID = 1L;

    /** A whole number is an integer, whatever its form: limits of integers read no other node. */
    @Override
    public ValueNode numberNode(BigDecimal value) {
      if (value == null) {
        return super.numberNode(value);
      }
      BigDecimal number = bounded(value).stripTrailingZeros();
      return number.scale() <= 0 ? whole(number.toBigIntegerExact()) : super.numberNode(number);
    }

    @Override
    public ValueNode numberNode(BigInteger value) {
      return value == null ? super.numberNode(value) : numberNode(new BigDecimal(value));
    }

    /** The node that the digits alone are read as, so that equal numbers are equal nodes. */
    private ValueNode whole(BigInteger value) {
      if (value.bitLength() < Integer.SIZE) {
        return super.numberNode(value.intValue());
      }
      return value.bitLength() < Long.SIZE
          ? super.numberNode(value.longValue())
          : super.numberNode(value);
    }

    private static BigDecimal bounded(BigDecimal value) {
      long magnitude = (long) value.precision() - value.scale();
      if (value.signum() == 0) {
        return BigDecimal.ZERO;
      }
      if (magnitude > MAX_SCALE) {
        return LARGEST.multiply(BigDecimal.valueOf(value.signum()));
      }
      return magnitude < -MAX_SCALE ? SMALLEST.multiply(BigDecimal.valueOf(value.signum())) : value;
    }
  }
}
