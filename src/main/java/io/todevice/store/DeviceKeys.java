package io.todevice.store;

import io.todevice.domain.KeyObject;
import java.util.Optional;

/**
 * The identity keys of a device.
 *
 * @param object what the device uploaded
 * @param displayName the name of the device, if it has one
 */
public record DeviceKeys(KeyObject object, Optional<String> displayName) {}
