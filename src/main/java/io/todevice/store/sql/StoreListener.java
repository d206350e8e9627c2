package io.todevice.store.sql;

import io.todevice.domain.DeviceIncarnation;

/** Is notified of changes that have been committed. */
@FunctionalInterface
public interface StoreListener {

  /**
   * Readers of this device should look again: {@link io.todevice.store.MessageStore#watch}. Called
   * before the stage of the change completes, from any thread; must not block.
   */
  void changed(DeviceIncarnation device);
}
