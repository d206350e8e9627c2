package io.todevice.store;

import io.todevice.domain.JsonObject;
import io.todevice.domain.Requester;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Sync filters that users have uploaded. See {@link Store} for what holds for every method. */
public interface FilterStore {

  /**
   * Keeps a filter for the caller's user.
   *
   * @return its ID: not empty, not beginning with <code>{</code>, the same for the same text of the
   *     same user. Where the user has more filters than the store keeps, the one unused for longest
   *     is forgotten.
   */
  CompletionStage<String> add(Requester caller, JsonObject filter);

  /** A filter of the caller's user; never another user's. */
  CompletionStage<Optional<JsonObject>> find(Requester caller, String filterId);
}
