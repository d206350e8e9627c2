package io.todevice.store;

import io.todevice.settings.StorageLimits;

/** Why a message that waited for its device is gone without having been acknowledged. */
public enum DropReason {
  /** It waited for longer than {@link StorageLimits#INBOX_RETENTION}. */
  EXPIRED("too old"),
  /** Its inbox had more than {@link StorageLimits#INBOX_MESSAGES} or {@code INBOX_SIZE}. */
  DEVICE_FULL("the device's inbox is full"),
  /** The inboxes of its user had more than {@link StorageLimits#USER_INBOX_SIZE} together. */
  USER_FULL("the user's inboxes are full"),
  /** All inboxes together had more than {@link StorageLimits#INBOX_MEMORY}. */
  STORE_FULL("the space for inboxes is full");

  private final String description;

  DropReason(String description) {
    this.description = description;
  }

  /** The reason in a few words, for an operator. */
  public String description() {
    return description;
  }
}
