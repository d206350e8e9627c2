package io.todevice.http.wire;

import org.jspecify.annotations.Nullable;

/**
 * The body of a request: collected as it comes in, within the limits of length and memory, or
 * thrown away. Grows with what has come in, not with what the client announces. Used on the
 * connection's thread.
 */
final class RequestBody {

  private static final int FIRST_BUFFER = 8192;

  private final MessageLimits limits;
  private final HeldBytes kept;
  private final @Nullable ChunkReader chunks;
  private long left;
  private boolean isDiscarded = true;
  private long discarded;
  private boolean hasBegun;
  private @Nullable BodyFault fault;

  RequestBody(Framing framing, MessageLimits limits, Memory.Share memory) {
    this.limits = limits;
    kept = new HeldBytes(memory, FIRST_BUFFER);
    chunks = framing.length() == Framing.CHUNKED ? new ChunkReader() : null;
    left = Math.max(0, framing.length());
  }

  /** From now on the body is kept, if it is not too long. */
  void collect() {
    isDiscarded = false;
    if (left > limits.maxBodyBytes()) {
      fail(BodyFault.TOO_LARGE);
    }
  }

  /** From now on the rest is thrown away. */
  void discard() {
    isDiscarded = true;
    kept.clear();
  }

  /** Whether all of it has been read. */
  boolean isComplete() {
    return chunks == null ? left == 0 : chunks.isComplete();
  }

  /** Whether a part of it has been read. */
  boolean hasBegun() {
    return hasBegun;
  }

  /** Whether more of it has been thrown away, or is to be, than is worth it. */
  boolean isTooMuchToDiscard() {
    return discarded + left > limits.maxDrainedBytes();
  }

  /** Why it can't be kept; null if it can. */
  @Nullable BodyFault fault() {
    return fault;
  }

  /** What has been collected, which stays counted until {@link #discard}. */
  byte[] bytes() {
    return kept.trim();
  }

  /**
   * Reads on, up to the body's end.
   *
   * @return how far it has read
   * @throws MalformedRequestException if it is not chunked as it should be
   */
  int read(byte[] input, int start, int end) {
    int at = start;
    hasBegun |= at < end;
    if (chunks == null) {
      int count = (int) Math.min(left, end - at);
      left -= count;
      take(input, at, count);
      return at + count;
    }
    while (at < end && !chunks.isComplete()) {
      if (chunks.isInData()) {
        int count = (int) Math.min(chunks.dataLeft(), end - at);
        take(input, at, count);
        chunks.take(count);
        at += count;
      } else {
        chunks.read(input[at++]);
      }
    }
    return at;
  }

  private void take(byte[] input, int start, int count) {
    if (!isDiscarded && count > limits.maxBodyBytes() - kept.size()) {
      fail(BodyFault.TOO_LARGE);
    } else if (!isDiscarded && !kept.add(input, start, start + count, isComplete())) {
      fail(BodyFault.NO_MEMORY);
    }
    discarded += isDiscarded ? count : 0;
  }

  private void fail(BodyFault reason) {
    fault = reason;
    discard();
  }
}
