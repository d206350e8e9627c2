package io.todevice.store.memory;

import io.todevice.domain.Device;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.EventType;
import io.todevice.domain.KeyObject;
import io.todevice.store.Session;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A device. Guarded by the lock of its user's shard, but for {@link #session}, which may be read
 * without it. A device that was deleted and made again is another object.
 */
final class MemoryDevice {

  private final DeviceIncarnation incarnation;
  private final Inbox inbox;
  private final DeviceTransactions transactions;
  private Optional<String> displayName;
  private @Nullable Keyring keyring;
  private @Nullable EventType lastType;
  private long lastReadAt;
  private long droppedUntold;
  private long silentUntil = Long.MIN_VALUE;
  private volatile @Nullable DeviceSession session;

  MemoryDevice(
      DeviceIncarnation incarnation, Optional<String> displayName, MemoryUser user, long now) {
    this.incarnation = incarnation;
    this.displayName = displayName;
    this.inbox = new Inbox(incarnation.number(), user.usageOfInboxes());
    this.transactions = new DeviceTransactions(incarnation.number(), user.transactions());
    this.lastReadAt = now;
  }

  DeviceIncarnation incarnation() {
    return incarnation;
  }

  DeviceAddress address() {
    return incarnation.address();
  }

  Inbox inbox() {
    return inbox;
  }

  DeviceTransactions transactions() {
    return transactions;
  }

  /** The keys that it has published; null where it never did. */
  @Nullable Keyring keyring() {
    return keyring;
  }

  Keyring keyringOrAdd(MemoryUserKeys usage) {
    Keyring there = keyring;
    if (there == null) {
      there = new Keyring(usage);
      keyring = there;
    }
    return there;
  }

  /** Its identity keys; null where it has published none. */
  @Nullable KeyObject publishedKeys() {
    Keyring there = keyring;
    return there == null ? null : there.deviceKeys();
  }

  /** When it last read its inbox, or was made: in milliseconds, by the store's clock. */
  long lastReadAt() {
    return lastReadAt;
  }

  /** Notes that it reads its inbox now. */
  void noteRead(long now) {
    lastReadAt = now;
    inbox.setDormant(false);
  }

  Device describe() {
    return new Device(address().device(), displayName);
  }

  void rename(String newName) {
    displayName = Optional.of(newName);
  }

  /**
   * Counts messages that were dropped.
   *
   * @param now in milliseconds, by the store's clock
   * @param silence how many milliseconds have to lie between two reports
   * @return how many to report now; 0 where it is too early
   */
  long addDropped(int count, long now, long silence) {
    droppedUntold += count;
    if (now < silentUntil) {
      return 0;
    }
    long untold = droppedUntold;
    droppedUntold = 0;
    silentUntil = now + silence;
    return untold;
  }

  /** The tokens that are good for this device; null where it has none or has been deleted. */
  @Nullable DeviceSession session() {
    return session;
  }

  /** Whether the session's access token is good for this device. */
  boolean isGood(Session used) {
    DeviceSession now = session;
    return now != null
        && (now.current().equals(used) || now.findByAccessToken(used.accessToken()).isPresent());
  }

  /** Only for {@link Tokens}, which keeps its index in step. */
  void setSession(@Nullable DeviceSession newSession) {
    session = newSession;
  }

  /**
   * The object already in memory for the type this device sent last, where it is the same type:
   * clients send many of one type, and every request brings a copy of its own.
   */
  EventType shared(EventType type) {
    EventType last = lastType;
    if (last != null && last.equals(type)) {
      return last;
    }
    lastType = type;
    return type;
  }
}
