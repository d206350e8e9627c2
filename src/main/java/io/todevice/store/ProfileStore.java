package io.todevice.store;

import io.todevice.domain.JsonValue;
import io.todevice.domain.Requester;
import io.todevice.domain.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The public profiles of users. See {@link Store} for what holds for every method. */
public interface ProfileStore {

  /**
   * How large a profile may be, in bytes of the names and texts of its fields (Matrix client-server
   * API, <i>Profiles</i>).
   */
  int MAX_BYTES = 64 << 10;

  /**
   * Sets a field of the profile of the caller's user.
   *
   * @return whether it was set; {@code false} where the profile would exceed {@link #MAX_BYTES} or
   *     the user would hold more than they may ({@link AccountDataStore}), which changes nothing
   */
  CompletionStage<Boolean> put(Requester caller, String field, JsonValue value);

  /** Removes a field from the profile of the caller's user, where it is there. */
  CompletionStage<Void> remove(Requester caller, String field);

  /**
   * The fields of a user's profile, in the order in which they were first set; empty where there is
   * no such user. A user is who has an account or a device.
   */
  CompletionStage<Optional<Map<String, JsonValue>>> find(UserId user);
}
