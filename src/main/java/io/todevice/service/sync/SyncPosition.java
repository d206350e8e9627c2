package io.todevice.service.sync;

import io.todevice.domain.DeviceIncarnation;
import io.todevice.store.InboxPosition;
import io.todevice.store.KeyPosition;

/**
 * Where a device stands in what it syncs, part by part.
 *
 * @param inbox in its inbox
 * @param keys in what became of keys
 * @param accountData in the changes of account data
 */
record SyncPosition(InboxPosition inbox, KeyPosition keys, long accountData) {

  /** The position in account data if it is this device's; 0, before everything, otherwise. */
  long accountDataOf(DeviceIncarnation device) {
    return inbox.inbox() == device.number() ? accountData : 0;
  }

  /** The position in keys if it is this device's; the first one if it is another's. */
  KeyPosition keysOf(DeviceIncarnation device) {
    return inbox.inbox() == device.number() ? keys : KeyPosition.START;
  }
}
