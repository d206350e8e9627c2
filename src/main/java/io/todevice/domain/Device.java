package io.todevice.domain;

import java.util.Optional;

/**
 * A device that a user is logged in on.
 *
 * @param id its ID
 * @param displayName the name its user gave it, if any
 */
public record Device(DeviceId id, Optional<String> displayName) {}
