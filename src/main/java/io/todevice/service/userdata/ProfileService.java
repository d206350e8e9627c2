package io.todevice.service.userdata;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.JsonValue;
import io.todevice.domain.MatrixException;
import io.todevice.domain.UserKey;
import io.todevice.service.Stages;
import io.todevice.service.auth.AuthenticatedUser;
import io.todevice.store.ProfileStore;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Profiles: anybody reads them, and users change their own (Matrix client-server API,
 * <i>Profiles</i>; clause K12). Fields are kept and given back unchanged. Safe for use by many
 * threads.
 */
public record ProfileService(ProfileStore store) {

  /** The longest name of a field, in bytes of UTF-8. */
  public static final int MAX_NAME_BYTES = 255;

  /**
   * Sets a field.
   *
   * @param user the user that the request's path names
   * @param value the new value; empty to remove the field
   * @return completes when it is set. Refused: {@code M_FORBIDDEN} where the path names another
   *     user, {@code M_TOO_LARGE} for a name of more than {@link #MAX_NAME_BYTES}, or where the
   *     profile would be too large
   */
  public CompletionStage<Void> set(
      AuthenticatedUser asker, UserKey user, String field, Optional<JsonValue> value) {
    if (!asker.isUser(user)) {
      return Stages.refused(ErrorCode.M_FORBIDDEN, "Only users themselves change their profile");
    }
    if (field.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
      return Stages.refused(
          ErrorCode.M_TOO_LARGE, "The name of a field has at most " + MAX_NAME_BYTES + " bytes");
    }
    return value.isPresent()
        ? store.put(asker.requester(), field, value.get()).thenAccept(Room::require)
        : store.remove(asker.requester(), field);
  }

  /**
   * All fields of a profile.
   *
   * @return the fields by name. Refused: {@code M_NOT_FOUND} where there is no such user
   */
  public CompletionStage<Map<String, JsonValue>> get(UserKey user) {
    return user.findUserId()
        .map(store::find)
        .orElseGet(() -> CompletableFuture.completedStage(Optional.empty()))
        .thenApply(found -> found.orElseThrow(() -> notFound("No such user")));
  }

  /**
   * One field of a profile.
   *
   * @return its value. Refused: {@code M_NOT_FOUND} where there is no such user or field
   */
  public CompletionStage<JsonValue> get(UserKey user, String field) {
    return get(user)
        .thenApply(
            fields ->
                Optional.ofNullable(fields.get(field))
                    .orElseThrow(() -> notFound("This user has no such field in the profile")));
  }

  private static MatrixException notFound(String message) {
    return new MatrixException(ErrorCode.M_NOT_FOUND, message);
  }
}
