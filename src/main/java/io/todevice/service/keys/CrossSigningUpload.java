package io.todevice.service.keys;

import java.util.Optional;

/**
 * The cross-signing keys of a request.
 *
 * @param master the master key
 * @param selfSigning the key for the user's own devices
 * @param userSigning the key for other users
 */
public record CrossSigningUpload(
    Optional<UploadedCrossSigningKey> master,
    Optional<UploadedCrossSigningKey> selfSigning,
    Optional<UploadedCrossSigningKey> userSigning) {}
