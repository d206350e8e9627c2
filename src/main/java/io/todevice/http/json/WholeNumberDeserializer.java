package io.todevice.http.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Takes whole numbers of 64 bits, also where they are written with a fraction of zero or an
 * exponent: to JSON Schema {@code 1.0} is an integer.
 */
final class WholeNumberDeserializer extends StdScalarDeserializer<Long> {

  private static final long serialVersionUID = 1L;

  WholeNumberDeserializer() {
    super(Long.class);
  }

  @Override
  public Long deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
      return parser.getLongValue();
    }
    if (!parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT)) {
      return (Long) context.handleUnexpectedToken(Long.class, parser);
    }
    BigDecimal value = parser.getDecimalValue();
    try {
      return value.longValueExact();
    } catch (ArithmeticException e) {
      return (Long) context.handleWeirdNumberValue(Long.class, value, "no whole number of 64 bits");
    }
  }
}
