package io.todevice.store.sql;

import io.todevice.domain.UserId;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Which of {@value #COUNT} parts of the store holds a user. It is the first column of every key, so
 * that tables can be distributed by it. Part of what is stored: never changes.
 */
public final class Bucket {

  /** How many there are. */
  public static final int COUNT = 4096;

  private static final int INBOX_BITS = 51;

  private Bucket() {}

  /** The bucket of a user with everything that belongs to the user. */
  public static int of(UserId user) {
    CRC32C checksum = new CRC32C();
    checksum.update(user.value().getBytes(StandardCharsets.UTF_8));
    return (int) (checksum.getValue() & (COUNT - 1));
  }

  /** The bucket of an inbox: the high bits of its number. */
  public static int of(long inbox) {
    return (int) (inbox >>> INBOX_BITS) & (COUNT - 1);
  }

  /**
   * The number of a new inbox in a bucket.
   *
   * @param random any number; its low bits make the inbox another than every one before
   */
  static long inbox(int bucket, long random) {
    return (long) bucket << INBOX_BITS | (random & ((1L << INBOX_BITS) - 1));
  }
}
