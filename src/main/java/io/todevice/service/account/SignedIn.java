package io.todevice.service.account;

import io.todevice.domain.DeviceAddress;

/**
 * A device that was just logged in.
 *
 * @param device which
 * @param tokens what it identifies itself with; this is the only time that they are told
 */
public record SignedIn(DeviceAddress device, IssuedTokens tokens) {}
