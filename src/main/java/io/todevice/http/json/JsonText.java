package io.todevice.http.json;

import org.jspecify.annotations.Nullable;

/**
 * A value as JSON.
 *
 * @param buffer begins with the text; not to be changed
 * @param length how much of the buffer is the text
 * @param isLent whether the buffer belongs to this thread, which writes other values into it after
 *     {@link #close}
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; a copy per response would be waste.
public record JsonText(byte[] buffer, int length, boolean isLent) implements AutoCloseable {

  /** What a thread keeps for the next value: a page of messages usually fits. */
  private static final int KEPT = 128 << 10;

  private static final ThreadLocal<byte @Nullable []> BUFFER = new ThreadLocal<>();

  /** Takes the buffer of this thread; while it is taken another one. */
  static byte[] takeBuffer() {
    byte[] buffer = BUFFER.get();
    BUFFER.set(null);
    return buffer == null ? new byte[KEPT] : buffer;
  }

  /** Ends the use of the buffer. On the thread that wrote the value. */
  @Override
  public void close() {
    if (isLent) {
      BUFFER.set(buffer);
    }
  }
}
