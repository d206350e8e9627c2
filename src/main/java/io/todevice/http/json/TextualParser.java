package io.todevice.http.json;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.core.base.ParserMinimalBase;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What Jackson asks of a parser beside its tokens, made of their texts: numbers, and formalities.
 */
abstract class TextualParser extends ParserMinimalBase {

  private @Nullable ObjectCodec codec;
  private boolean isClosed;

  TextualParser() {
    super(JsonMappers.LIMITS);
  }

  /** What is wrong with the text where the parser stands. */
  abstract JsonParseException fault(String message);

  @Override
  public abstract @Nullable String getText();

  @Override
  public abstract @Nullable String currentName();

  @Override
  protected void _handleEOF() throws JsonParseException {
    throw fault("the text ends within a value");
  }

  @Override
  @Deprecated
  public @Nullable String getCurrentName() {
    return currentName();
  }

  @Override
  @Deprecated
  public void overrideCurrentName(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public char @Nullable [] getTextCharacters() {
    String current = getText();
    return current == null ? null : current.toCharArray();
  }

  @Override
  public boolean hasTextCharacters() {
    return false;
  }

  @Override
  public int getTextLength() {
    String current = getText();
    return current == null ? 0 : current.length();
  }

  @Override
  public int getTextOffset() {
    return 0;
  }

  @Override
  public byte[] getBinaryValue(Base64Variant variant) {
    return variant.decode(number());
  }

  @Override
  public Number getNumberValue() throws IOException {
    return switch (getNumberType()) {
      case INT -> getIntValue();
      case LONG -> getLongValue();
      case BIG_INTEGER -> getBigIntegerValue();
      default -> getDoubleValue();
    };
  }

  @Override
  public NumberType getNumberType() {
    if (_currToken == JsonToken.VALUE_NUMBER_FLOAT) {
      return NumberType.DOUBLE;
    }
    BigInteger value = new BigInteger(number());
    int bits = value.bitLength();
    return bits < Integer.SIZE
        ? NumberType.INT
        : bits < Long.SIZE ? NumberType.LONG : NumberType.BIG_INTEGER;
  }

  @Override
  public int getIntValue() throws IOException {
    long value = getLongValue();
    if (value != (int) value) {
      reportOverflowInt();
    }
    return (int) value;
  }

  @Override
  public long getLongValue() throws IOException {
    try {
      return _currToken == JsonToken.VALUE_NUMBER_FLOAT
          ? getDecimalValue().longValueExact()
          : Long.parseLong(number());
    } catch (NumberFormatException | ArithmeticException e) {
      reportOverflowLong();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public BigInteger getBigIntegerValue() throws IOException {
    BigDecimal value = getDecimalValue();
    streamReadConstraints().validateBigIntegerScale(value.scale());
    return value.toBigInteger();
  }

  @Override
  public float getFloatValue() {
    return Float.parseFloat(number());
  }

  @Override
  public double getDoubleValue() {
    return Double.parseDouble(number());
  }

  @Override
  public BigDecimal getDecimalValue() throws IOException {
    try {
      return new BigDecimal(number());
    } catch (NumberFormatException e) {
      throw fault("a number with too large an exponent");
    }
  }

  private String number() {
    String current = getText();
    if (current == null) {
      throw new IllegalStateException("no token");
    }
    return current;
  }

  @Override
  public JsonLocation currentLocation() {
    return JsonLocation.NA;
  }

  @Override
  public JsonLocation currentTokenLocation() {
    return JsonLocation.NA;
  }

  @Override
  @Deprecated
  public JsonLocation getCurrentLocation() {
    return JsonLocation.NA;
  }

  @Override
  @Deprecated
  public JsonLocation getTokenLocation() {
    return JsonLocation.NA;
  }

  @Override
  public @Nullable ObjectCodec getCodec() {
    return codec;
  }

  @Override
  public void setCodec(@Nullable ObjectCodec newCodec) {
    codec = newCodec;
  }

  @Override
  public Version version() {
    return Version.unknownVersion();
  }

  @Override
  public void close() {
    isClosed = true;
  }

  @Override
  public boolean isClosed() {
    return isClosed;
  }
}
