package io.todevice.conformance.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/** A socket's bytes until a deadline, also where they come one by one and never end. */
final class DeadlineInputStream extends FilterInputStream {

  private final long deadlineNanos;

  /**
   * Bytes until a deadline.
   *
   * @param deadlineNanos the deadline, as {@link System#nanoTime} counts
   */
  DeadlineInputStream(InputStream in, long deadlineNanos) {
    super(in);
    this.deadlineNanos = deadlineNanos;
  }

  @Override
  public int read() throws IOException {
    check();
    return super.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    check();
    return super.read(bytes, offset, length);
  }

  private void check() throws SocketTimeoutException {
    if (System.nanoTime() - deadlineNanos > 0) {
      throw new SocketTimeoutException("the time was up");
    }
  }
}
