package io.todevice.service.userdata;

import io.todevice.domain.AccountData;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.MatrixException;
import io.todevice.domain.UserKey;
import io.todevice.service.Stages;
import io.todevice.service.auth.AuthenticatedUser;
import io.todevice.store.AccountDataStore;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The account data of the user who asks (Matrix client-server API, <i>Client config</i>; clause
 * K12). Data is kept and given back unchanged. Safe for use by many threads.
 */
public record AccountDataService(AccountDataStore store) {

  /** How large the data of one type may be, in bytes of its text. */
  public static final int MAX_BYTES = 64 << 10;

  /** What only the server changes. */
  private static final Set<EventType> SERVER_CONTROLLED =
      Set.of(new EventType("m.fully_read"), new EventType("m.push_rules"));

  /**
   * Keeps data.
   *
   * @param user the user that the request's path names
   * @return completes when it is kept. Refused: {@code M_FORBIDDEN} where the path names another
   *     user, {@code M_BAD_JSON} with 405 for a type that only the server changes, {@code
   *     M_TOO_LARGE} for more than {@link #MAX_BYTES} or than there is room for
   */
  public CompletionStage<Void> put(AuthenticatedUser asker, UserKey user, AccountData data) {
    if (!asker.isUser(user)) {
      return forbidden();
    }
    if (SERVER_CONTROLLED.contains(data.type())) {
      return Stages.refused(
          ErrorCode.SERVER_CONTROLLED, "Data of this type is not set by this operation");
    }
    if (data.content().size() > MAX_BYTES) {
      return Stages.refused(
          ErrorCode.M_TOO_LARGE, "Account data has at most " + MAX_BYTES + " bytes");
    }
    return store.put(asker.requester(), data).thenAccept(Room::require);
  }

  /**
   * The data of a type.
   *
   * @param user the user that the request's path names
   * @return the data. Refused: {@code M_FORBIDDEN} where the path names another user, {@code
   *     M_NOT_FOUND} where nothing is kept under the type
   */
  public CompletionStage<JsonObject> get(AuthenticatedUser asker, UserKey user, EventType type) {
    return asker.isUser(user)
        ? store
            .find(asker.requester(), type)
            .thenApply(
                found ->
                    found.orElseThrow(
                        () ->
                            new MatrixException(
                                ErrorCode.M_NOT_FOUND, "No account data of this type")))
        : forbidden();
  }

  private static <T> CompletionStage<T> forbidden() {
    return Stages.refused(ErrorCode.M_FORBIDDEN, "Account data is private to its user");
  }
}
