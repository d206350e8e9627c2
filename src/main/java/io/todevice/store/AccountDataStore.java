package io.todevice.store;

import io.todevice.domain.AccountData;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.PushRules;
import io.todevice.domain.Requester;
import io.todevice.settings.StorageLimits;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * What users keep for their clients. See {@link Store} for what holds for every method.
 *
 * <p>It is bounded together with their profiles by {@link StorageLimits#USER_DATA_SIZE} for one
 * user and {@link StorageLimits#USER_DATA_MEMORY} for all; an entry takes at least the bytes of its
 * text. What exceeds a bound is refused, because users could not do without what was kept before
 * (clauses F1, F2). Where half of the memory of all is taken, a user who holds an equal share of
 * that half or more is refused more.
 */
public interface AccountDataStore {

  /**
   * Keeps data of the caller's user in place of what was kept under its type.
   *
   * @return whether it was kept; {@code false} where a bound would be exceeded, which changes
   *     nothing
   */
  CompletionStage<Boolean> put(Requester caller, AccountData data);

  /** The push rules of the caller's user; empty where none were stored. */
  CompletionStage<Optional<PushRules>> findPushRules(Requester caller);

  /** Stores push rules of the caller's user if those that are stored are still {@code expected}. */
  CompletionStage<Replacement> replacePushRules(
      Requester caller, Optional<PushRules> expected, PushRules next);

  /** How {@link #replacePushRules} ended. */
  enum Replacement {
    DONE,
    /** Others were stored; nothing was changed. */
    CHANGED_MEANWHILE,
    /** A bound would be exceeded; nothing was changed. */
    TOO_LARGE
  }

  /**
   * What the caller's user has changed since a position of this store: each type once, as it is
   * now. The watchers ({@link MessageStore#watch}) of the user's devices are notified of every
   * change.
   *
   * @param since empty for everything that is kept
   */
  CompletionStage<AccountDataNews> news(DeviceIncarnation caller, OptionalLong since);

  /** What the caller's user keeps under a type; never another user's. */
  CompletionStage<Optional<JsonObject>> find(Requester caller, EventType type);
}
