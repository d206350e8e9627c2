package io.todevice.service.account;

import io.todevice.domain.UserId;
import java.util.Optional;

/**
 * An account that was just made.
 *
 * @param user its user ID
 * @param signedIn the device that was logged in, unless the client did not want that
 */
public record Registered(UserId user, Optional<SignedIn> signedIn) {}
