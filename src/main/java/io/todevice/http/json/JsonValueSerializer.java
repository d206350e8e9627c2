package io.todevice.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.todevice.domain.JsonValue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes a value as it came, byte for byte (clause S4). */
final class JsonValueSerializer extends StdSerializer<JsonValue> {

  private static final long serialVersionUID = 1L;

  JsonValueSerializer() {
    super(JsonValue.class);
  }

  @Override
  public void serialize(JsonValue value, JsonGenerator generator, SerializerProvider provider)
      throws IOException {
    generator.writeRawValue(new Raw(value));
  }

  /** The bytes of a value in the form in which a generator takes them without decoding. */
  private record Raw(JsonValue value) implements SerializableString {

    @Override
    public String getValue() {
      return value.toString();
    }

    @Override
    public int charLength() {
      return getValue().length();
    }

    @Override
    public char[] asQuotedChars() {
      throw notRaw();
    }

    @Override
    public byte[] asUnquotedUTF8() {
      return value.toBytes();
    }

    @Override
    public byte[] asQuotedUTF8() {
      throw notRaw();
    }

    @Override
    public int appendQuotedUTF8(byte[] buffer, int offset) {
      throw notRaw();
    }

    @Override
    public int appendQuoted(char[] buffer, int offset) {
      throw notRaw();
    }

    @Override
    public int appendUnquotedUTF8(byte[] buffer, int offset) {
      return value.copyTo(buffer, offset);
    }

    @Override
    public int appendUnquoted(char[] buffer, int offset) {
      String text = getValue();
      if (buffer.length - offset < text.length()) {
        return -1;
      }
      text.getChars(0, text.length(), buffer, offset);
      return text.length();
    }

    @Override
    public int writeQuotedUTF8(OutputStream out) {
      throw notRaw();
    }

    @Override
    public int writeUnquotedUTF8(OutputStream out) {
      throw notRaw();
    }

    @Override
    public int putQuotedUTF8(ByteBuffer buffer) {
      throw notRaw();
    }

    @Override
    public int putUnquotedUTF8(ByteBuffer buffer) {
      throw notRaw();
    }

    private static IllegalStateException notRaw() {
      return new IllegalStateException("a JSON value is written raw, never quoted");
    }
  }
}
