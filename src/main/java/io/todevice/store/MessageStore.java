package io.todevice.store;

import io.todevice.domain.DeviceContents;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.EventType;
import io.todevice.domain.Transaction;
import io.todevice.domain.UserId;
import io.todevice.settings.StorageLimits;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Inboxes and remembered transactions. See {@link Store} for what holds for every method.
 *
 * <p>Each device has one inbox: a queue in which every message has a number, in order of arrival. A
 * message leaves it by being acknowledged, with its device, or to stay within the bounds that
 * {@link StorageLimits} set (clauses F1, F2). A message that exceeds a bound is accepted, and
 * whoever takes most loses some of what waits:
 *
 * <ul>
 *   <li>Of an inbox, or of all inboxes of a user, the sender who takes up most of it loses messages
 *       until another takes up as much.
 *   <li>Of the whole store, the user who takes most loses messages. What a user takes is counted
 *       twice and apart: what waits in all their inboxes, and what they have sent to any inbox. So
 *       nobody becomes heavy as a sender by what others do, and a flooded inbox loses what floods
 *       it.
 *   <li>A sender's oldest messages go first. The newest goes too where it is all there is.
 *   <li>Where room is made in the whole store, the messages of a device that has not read its inbox
 *       for {@link StorageLimits#DORMANT_AFTER} count eight times.
 * </ul>
 *
 * <p>A message takes at least the bytes of its content, in every inbox that it is in. A bound holds
 * whenever a request has been carried out. To make room once and not with every message, a store
 * may drop down to fifteen sixteenths of a bound, and of what a user takes. The order of what stays
 * is kept. Everything dropped is counted ({@link Store#statistics}).
 */
public interface MessageStore {

  /**
   * Carries out one send request, once (clauses S1 to S3, T1 to T4, D8).
   *
   * <p>Where {@code transaction} is remembered already, nothing happens. Otherwise the recipients
   * are looked up, each gets its message at the end of its inbox, and the transaction is
   * remembered: all in one step, which a reader of one user's inboxes sees whole or not at all.
   * Users and devices that do not exist are ignored. When the stage completes, every {@link #read}
   * that starts afterwards sees the messages. After a {@link StoreUnavailableException} the same
   * request may be made again, on any node: the repeat does what is missing and doubles nothing
   * (clause P1).
   *
   * @param transaction what makes the request unique, its sender being the caller; empty for a
   *     request without a caller, which is always carried out
   * @return whether the request was carried out now; {@code false} for a repeat
   */
  CompletionStage<Boolean> send(
      Optional<Transaction> transaction,
      UserId sender,
      EventType type,
      Map<UserId, DeviceContents> recipients);

  /**
   * Acknowledges what stands up to {@code since}, and reads what comes after it, in one step
   * (clauses D1 to D3, D7).
   *
   * <p>Messages up to and including {@code since} are deleted. Without {@code since} nothing is
   * deleted and reading begins at the first message that is still there. A position that was passed
   * before brings nothing back. A position that this inbox has not given out counts as none (clause
   * D5): it may be of an earlier life of the inbox, from before the store was emptied, restored or
   * moved.
   *
   * @param size how much at the most; the store reads no more than that
   */
  CompletionStage<InboxPage> read(
      DeviceIncarnation caller, Optional<InboxPosition> since, PageSize size);

  /**
   * {@link #read} for a session's device in the same step, and in one round trip, as finding that
   * the session is good still: otherwise the stage fails with {@code M_UNKNOWN_TOKEN} (clause A5).
   * That its access token has not expired is the caller's matter.
   */
  CompletionStage<InboxPage> readAs(Session session, Optional<InboxPosition> since, PageSize size);

  /**
   * Takes one bounded step of dropping messages that have waited for longer than {@link
   * StorageLimits#INBOX_RETENTION}, and of forgetting transactions that are too old or, where a
   * store does not do that with each send, too many ({@link StorageLimits#TRANSACTION_MEMORY},
   * {@link StorageLimits#TRANSACTIONS_PER_DEVICE}). No such message is ever read, whether or not
   * this is called; calling it now and then, until it says {@code false}, lets go of those that
   * nobody reads. Of nodes that share the store one does the work at a time; the others have none.
   *
   * @return whether there is more to do now
   */
  CompletionStage<Boolean> dropExpired();

  /**
   * Calls {@code onChange} when a reader of this device should look again: a message has come, this
   * incarnation has ended, or its session has changed. It is a hint: normally it comes within
   * milliseconds after a change that happens after this method has returned, at the latest after
   * {@link #wakeBound} (clause P3), possibly without cause, and from any thread. So who waits
   * watches first and reads then. {@code onChange} must not block. A watcher costs no thread.
   *
   * @return what ends the watch; closing it twice is harmless
   */
  Watch watch(DeviceIncarnation device, Runnable onChange);

  /** How late the call of a watcher may be at the most. */
  Duration wakeBound();

  /** A running watch. */
  interface Watch extends AutoCloseable {

    @Override
    void close();
  }
}
