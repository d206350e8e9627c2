package io.todevice.store;

import io.todevice.domain.JsonObject;
import io.todevice.domain.UserId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Sync filters that users have uploaded. See {@link Store} for what holds for every method. */
public interface FilterStore {

  /**
   * Keeps a filter.
   *
   * @return its ID: not empty, not beginning with <code>{</code>, the same for the same text of the
   *     same user. Where the user has more filters than the store keeps, the one unused for longest
   *     is forgotten.
   */
  CompletionStage<String> add(UserId user, JsonObject filter);

  /** A filter of this user; never another user's. */
  CompletionStage<Optional<JsonObject>> find(UserId user, String filterId);
}
