package io.todevice.domain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A {@link JsonValue} that is an object, for example the content of a to-device message (clause
 * S4).
 */
public final class JsonObject extends JsonValue {

  /** The object without members. */
  public static final JsonObject EMPTY = new JsonObject("{}".getBytes(StandardCharsets.US_ASCII));

  private JsonObject(byte[] utf8) {
    super(utf8);
    if (utf8.length < 2 || utf8[0] != '{' || utf8[utf8.length - 1] != '}') {
      throw new IllegalArgumentException("not the text of a JSON object");
    }
  }

  /**
   * An object from the text of one.
   *
   * @param utf8 a well-formed JSON object without white space around it; copied
   * @throws IllegalArgumentException if it does not begin and end with braces
   */
  public static JsonObject of(byte[] utf8) {
    return new JsonObject(utf8.clone());
  }

  /**
   * An object from a part of a larger text.
   *
   * @param text the larger text
   * @param from where the opening brace stands
   * @param to where the object ends, exclusive
   * @throws IllegalArgumentException if the part does not begin and end with braces
   */
  public static JsonObject slice(byte[] text, int from, int to) {
    return new JsonObject(Arrays.copyOfRange(text, from, to));
  }

  /**
   * The same with one more member at its end, without reading what there is.
   *
   * @param name one that the object does not have, and that needs no escapes
   */
  public JsonObject with(String name, JsonValue value) {
    int end = size() - 1;
    int first = 1;
    while (first < end && byteAt(first) <= ' ') {
      first++;
    }
    String comma = first < end ? "," : "";
    byte[] member = (comma + "\"" + name + "\":").getBytes(StandardCharsets.US_ASCII);
    byte[] whole = new byte[end + member.length + value.size() + 1];
    int brace = copyTo(whole, 0) - 1;
    System.arraycopy(member, 0, whole, brace, member.length);
    int unused = value.copyTo(whole, brace + member.length);
    whole[whole.length - 1] = '}';
    return new JsonObject(whole);
  }
}
