package io.todevice.service.sync;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.JsonObject;
import io.todevice.domain.MatrixException;
import io.todevice.domain.UserKey;
import io.todevice.service.Stages;
import io.todevice.service.auth.AuthenticatedUser;
import io.todevice.store.FilterStore;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The sync filters of the user who asks. A filter is kept and returned unchanged. Safe for use by
 * many threads.
 */
public record FilterService(FilterStore filters) {

  /** The longest filter that is kept, in bytes of its text. */
  public static final int MAX_BYTES = 64 << 10;

  /**
   * Keeps a filter.
   *
   * @param userId the user that the request's path names
   * @return the filter's ID. Refused: {@code M_FORBIDDEN} where the path names another user, {@code
   *     M_TOO_LARGE} for more than {@link #MAX_BYTES}.
   */
  public CompletionStage<String> add(AuthenticatedUser asker, UserKey userId, JsonObject filter) {
    if (!asker.isUser(userId)) {
      return forbidden();
    }
    return filter.size() > MAX_BYTES
        ? Stages.refused(
            ErrorCode.M_TOO_LARGE, "A filter that is kept has at most " + MAX_BYTES + " bytes")
        : filters.add(asker.requester(), filter);
  }

  /**
   * A filter that was kept.
   *
   * @param userId the user that the request's path names
   * @return the filter. Refused: {@code M_FORBIDDEN} where the path names another user, {@code
   *     M_NOT_FOUND} where there is no such filter, or not any more.
   */
  public CompletionStage<JsonObject> get(AuthenticatedUser asker, UserKey userId, String filterId) {
    return asker.isUser(userId)
        ? filters
            .find(asker.requester(), filterId)
            .thenApply(
                found ->
                    found.orElseThrow(
                        () -> new MatrixException(ErrorCode.M_NOT_FOUND, "No such filter")))
        : forbidden();
  }

  /** A filter that this user has kept, or empty. */
  public CompletionStage<Optional<JsonObject>> find(AuthenticatedUser asker, String filterId) {
    return filters.find(asker.requester(), filterId);
  }

  private static <T> CompletionStage<T> forbidden() {
    return Stages.refused(ErrorCode.M_FORBIDDEN, "Filters are private to their user");
  }
}
