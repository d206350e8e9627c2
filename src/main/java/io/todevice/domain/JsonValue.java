package io.todevice.domain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One JSON value as it came: the bytes of its text, never rebuilt from a tree, so that big
 * integers, floats, escapes and key order stay what they were (clause S4). One that is an object is
 * a {@link JsonObject}, wherever its text comes from. Immutable and safe to share between threads.
 *
 * <p>Whoever makes one has checked that the bytes are one well-formed JSON value in UTF-8; equality
 * is equality of the text.
 */
public sealed class JsonValue permits JsonObject {

  private final byte[] utf8;

  /** Takes over {@code utf8}, which must not be changed afterwards. */
  JsonValue(byte[] utf8) {
    this.utf8 = utf8;
  }

  /**
   * A value from the text of one.
   *
   * @param utf8 a well-formed JSON value without white space around it; copied
   */
  public static JsonValue of(byte[] utf8) {
    return slice(utf8, 0, utf8.length);
  }

  /**
   * A value from a part of a larger text.
   *
   * @param text the larger text
   * @param from where the value begins
   * @param to where it ends, exclusive
   */
  public static JsonValue slice(byte[] text, int from, int to) {
    return text[from] == '{'
        ? JsonObject.slice(text, from, to)
        : new JsonValue(Arrays.copyOfRange(text, from, to));
  }

  /** The length of the text in bytes. */
  public final int size() {
    return utf8.length;
  }

  /** A byte of the text. */
  final byte byteAt(int index) {
    return utf8[index];
  }

  /**
   * Copies the text into {@code target} and returns how many bytes that were, or -1 where it does
   * not fit.
   */
  public final int copyTo(byte[] target, int offset) {
    if (target.length - offset < utf8.length) {
      return -1;
    }
    System.arraycopy(utf8, 0, target, offset, utf8.length);
    return utf8.length;
  }

  /** A copy of the text. */
  public final byte[] toBytes() {
    return utf8.clone();
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof JsonValue value && Arrays.equals(utf8, value.utf8);
  }

  @Override
  public final int hashCode() {
    return Arrays.hashCode(utf8);
  }

  /** The text itself. */
  @Override
  public final String toString() {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
