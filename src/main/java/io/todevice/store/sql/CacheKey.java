package io.todevice.store.sql;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.TokenHash;
import io.todevice.domain.UserId;

/**
 * What an engine with one process may keep in memory, so that requests that find nothing new need
 * no statement.
 *
 * @param of what it is about
 */
public record CacheKey(Kind kind, Object of) {

  /** What is kept. */
  enum Kind {
    SESSION,
    DEVICE,
    INBOX,
    INBOX_ROW,
    USAGE,
    KEYS,
    KEY_POSITION,
    DATA
  }

  /** The position of the last change of anybody's keys. */
  static final CacheKey KEY_POSITION = new CacheKey(Kind.KEY_POSITION, "");

  /** The session of an access token. */
  static CacheKey session(TokenHash accessToken) {
    return new CacheKey(Kind.SESSION, accessToken);
  }

  /** The incarnation of a device. */
  static CacheKey device(DeviceAddress device) {
    return new CacheKey(Kind.DEVICE, device);
  }

  /** The state of a device's inbox, which ends with the device. */
  static CacheKey inbox(long inbox) {
    return new CacheKey(Kind.INBOX, inbox);
  }

  /** The row of an inbox. */
  static CacheKey inboxRow(long inbox) {
    return new CacheKey(Kind.INBOX_ROW, inbox);
  }

  /** What a user takes of one kind. */
  static CacheKey usage(Usage.Of of) {
    return new CacheKey(Kind.USAGE, of);
  }

  /** The counts of a device's keys. */
  static CacheKey keys(DeviceIncarnation device) {
    return new CacheKey(Kind.KEYS, device.number());
  }

  /** The positions of a user's account data. */
  static CacheKey data(UserId user) {
    return new CacheKey(Kind.DATA, user);
  }
}
