package io.todevice.http.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.domain.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON text that a value becomes, in UTF-8. Keeps the beginning that the buffer has room for,
 * and counts the rest. Not safe for use by several threads.
 */
public final class JsonOutput {

  private static final byte[] NULL = ascii("null");
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");

  private static final int RECENT = 8;

  private final byte[] buffer;
  private final JsonMapper mapper;

  /** Plain strings by their lengths, as the events of a page repeat senders and types. */
  private final @Nullable String[] recent = new @Nullable String[RECENT];

  private final int[] recentStarts = new int[RECENT];
  private long length;
  private boolean isFirst = true;

  /**
   * Nothing yet.
   *
   * @param buffer takes the text
   * @param mapper writes strings that are not plain, and values of types that are not known here
   */
  JsonOutput(byte[] buffer, JsonMapper mapper) {
    this.buffer = buffer;
    this.mapper = mapper;
  }

  /** The length of the whole text in bytes, whether or not the buffer has room for it. */
  long length() {
    return length;
  }

  /** Begins an object. */
  public void beginObject() {
    put('{');
    isFirst = true;
  }

  /** Ends the object that was begun last. */
  public void endObject() {
    put('}');
    isFirst = false;
  }

  /** The name of a member as it is written, for {@link #member}. */
  public static byte[] name(String name) {
    return ('"' + new String(JsonStringEncoder.getInstance().quoteAsString(name)) + "\":")
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Writes a member of the current object.
   *
   * @param name what {@link #name} has made of its name
   * @param value its value; null for a member that the object does not have
   */
  public void member(byte[] name, @Nullable Object value) {
    if (value != null) {
      memberOrNull(name, value);
    }
  }

  /** The same with null written as such: a member that the object has in any case. */
  public void memberOrNull(byte[] name, @Nullable Object value) {
    separate();
    put(name);
    value(value);
  }

  /**
   * Writes members of the current object.
   *
   * @param members their values by name; null is written as such
   */
  public void members(Map<?, ?> members) {
    for (Map.Entry<?, ?> member : members.entrySet()) {
      separate();
      string(member.getKey().toString());
      put(':');
      value(member.getValue());
    }
  }

  /** Writes any value: JSON's own types, models, and what the mapper can write. */
  public void value(@Nullable Object value) {
    if (value instanceof String text) {
      string(text);
    } else if (value instanceof JsonValue json) {
      put(json);
    } else if (value instanceof JsonModel model) {
      model.writeTo(this);
    } else if (value instanceof Map<?, ?> map) {
      beginObject();
      members(map);
      endObject();
    } else if (value instanceof Collection<?> elements) {
      array(elements);
    } else if (value == null) {
      put(NULL);
    } else if (value instanceof Boolean truth) {
      put(truth ? TRUE : FALSE);
    } else if (value instanceof Long || value instanceof Integer) {
      put(ascii(value.toString()));
    } else {
      put(mapped(value));
    }
  }

  private void array(Collection<?> elements) {
    put('[');
    isFirst = true;
    for (Object element : elements) {
      separate();
      value(element);
    }
    put(']');
    isFirst = false;
  }

  private void separate() {
    if (!isFirst) {
      put(',');
    }
    isFirst = false;
  }

  private void string(String text) {
    int size = text.length() + 2;
    int slot = text.length() % RECENT;
    if (length + size > buffer.length) {
      put(mapped(text));
    } else if (text.equals(recent[slot])) {
      System.arraycopy(buffer, recentStarts[slot], buffer, (int) length, size);
      length += size;
    } else if (putPlain(text)) {
      recent[slot] = text;
      recentStarts[slot] = (int) length - size;
    } else {
      put(mapped(text));
    }
  }

  /** Writes a string that is ASCII and needs no escapes, as nearly all are; false for others. */
  private boolean putPlain(String text) {
    int count = text.length();
    int start = (int) length + 1;
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x7f || c == '"' || c == '\\') {
        return false;
      }
      buffer[start + i] = (byte) c;
    }
    buffer[start - 1] = '"';
    buffer[start + count] = '"';
    length += count + 2L;
    return true;
  }

  private byte[] mapped(Object value) {
    try {
      return mapper.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a response cannot be written", e);
    }
  }

  private void put(char ascii) {
    if (length < buffer.length) {
      buffer[(int) length] = (byte) ascii;
    }
    length++;
  }

  private void put(JsonValue json) {
    if (length < buffer.length) {
      int unused = json.copyTo(buffer, (int) length);
    }
    length += json.size();
  }

  private void put(byte[] bytes) {
    if (length + bytes.length <= buffer.length) {
      System.arraycopy(bytes, 0, buffer, (int) length, bytes.length);
    }
    length += bytes.length;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
