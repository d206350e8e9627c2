package io.todevice.http.json;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.domain.JsonValue;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Writes generated models, and JSON that passes through. Safe for use by many threads. */
public record JsonWriter(JsonMapper mapper) {

  /** What a thread keeps for the next value: a page of messages usually fits. */
  private static final int KEPT = 128 << 10;

  private static final ThreadLocal<byte[]> BUFFER = ThreadLocal.withInitial(() -> new byte[KEPT]);

  /**
   * Writes a value.
   *
   * @throws IllegalStateException if it can't be written, which is a fault of the server
   */
  public byte[] write(Object value) {
    return write(value, length -> true).orElseThrow();
  }

  /**
   * Writes a value if there is memory for it. A long one is written twice: first only its length is
   * found, so that no more memory is used than {@code admission} has agreed to.
   *
   * @param admission is asked before memory is taken for more than the thread keeps anyway; takes
   *     the length in bytes
   * @return empty where {@code admission} refused
   * @throws IllegalStateException if it can't be written, which is a fault of the server
   */
  public Optional<byte[]> write(Object value, IntPredicate admission) {
    if (value instanceof JsonValue json) {
      return Optional.of(json.toBytes());
    }
    byte[] kept = BUFFER.get();
    int length = writeTo(kept, value);
    if (length <= kept.length) {
      return Optional.of(Arrays.copyOf(kept, length));
    }
    if (!admission.test(length)) {
      return Optional.empty();
    }
    byte[] exact = new byte[length];
    if (writeTo(exact, value) != length) {
      throw new IllegalStateException("a response changed while it was written");
    }
    return Optional.of(exact);
  }

  /** Writes as much as there is room for, and returns how long the whole is. */
  private int writeTo(byte[] buffer, Object value) {
    Prefix out = new Prefix(buffer);
    try {
      mapper.writeValue(out, value);
    } catch (IOException e) {
      throw new IllegalStateException("a response cannot be written", e);
    }
    return Math.toIntExact(out.length);
  }

  /** Keeps the beginning, and counts the rest. */
  private static final class Prefix extends OutputStream {

    private final byte[] buffer;
    private long length;

    Prefix(byte[] buffer) {
      this.buffer = buffer;
    }

    @Override
    public void write(int b) {
      if (length < buffer.length) {
        buffer[(int) length] = (byte) b;
      }
      length++;
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      if (length < buffer.length) {
        System.arraycopy(
            bytes, from, buffer, (int) length, Math.min(count, buffer.length - (int) length));
      }
      length += count;
    }
  }
}
