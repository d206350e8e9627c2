package io.todevice.service.sync;

import io.todevice.domain.DeviceIncarnation;
import io.todevice.store.InboxPosition;
import io.todevice.store.KeyPosition;

/**
 * Where a device stands in what it syncs, part by part.
 *
 * @param inbox in its inbox
 * @param keys in what became of keys
 */
record SyncPosition(InboxPosition inbox, KeyPosition keys) {

  /** The position in keys if it is this device's; the first one if it is another's. */
  KeyPosition keysOf(DeviceIncarnation device) {
    return inbox.inbox() == device.number() ? keys : KeyPosition.START;
  }
}
