package io.todevice.domain;

import java.util.Optional;

/**
 * What a request names a user by, in its path or as a key of {@code messages} in a send request:
 * meant to be a user ID, but not checked, because one that is none must not make the others fail
 * (clause S3).
 *
 * @param value the key as it came
 */
public record UserKey(String value) {

  /** The user ID that it spells, or empty if it spells none. */
  public Optional<UserId> findUserId() {
    return UserId.find(value);
  }
}
