package io.todevice.store.sql;

import io.todevice.domain.DeviceContents;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.MatrixException;
import io.todevice.domain.ToDeviceMessage;
import io.todevice.domain.TokenHash;
import io.todevice.domain.Transaction;
import io.todevice.domain.UserId;
import io.todevice.store.InboxPage;
import io.todevice.store.InboxPosition;
import io.todevice.store.MessageStore;
import io.todevice.store.PageSize;
import io.todevice.store.Session;
import io.todevice.store.Watches;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The inboxes of a store on an SQL database and what its devices have sent before. */
public final class SqlMessages implements MessageStore {

  /** Watchers are called by the process that makes the change, before it completes. */
  private static final Duration WAKE_BOUND = Duration.ofSeconds(1);

  private final Database database;
  private final InboxBounds bounds;
  private final Watches watches;
  private final Dialect dialect;
  private final InstantSource clock;
  private final Trim trim;
  private final InboxRoom room;
  private final SentBefore sentBefore;
  private final Sweep sweep;
  private final TransactionRoom transactionRoom;

  /**
   * Inboxes within bounds.
   *
   * @param clock the clock of the database's transactions
   * @param watches whom {@link StoreListener#changed} wakes
   */
  public SqlMessages(
      Database database,
      Dialect dialect,
      InboxBounds bounds,
      DropCounts drops,
      InstantSource clock,
      Watches watches) {
    this.database = database;
    this.dialect = dialect;
    this.bounds = bounds;
    this.clock = clock;
    this.watches = watches;
    this.trim = new Trim(database, bounds, drops);
    this.room = new InboxRoom(bounds, trim, drops);
    this.sentBefore = new SentBefore(bounds, drops);
    this.sweep = new Sweep(database, bounds, trim, sentBefore);
    this.transactionRoom = new TransactionRoom(database, bounds, sentBefore, clock);
  }

  /** What deletes the messages of ended devices. */
  Trim trim() {
    return trim;
  }

  /** What a device's transaction is remembered by: 8 to 32 bytes. */
  public static byte[] transactionKey(Transaction transaction) {
    return SentBefore.key(transaction);
  }

  /** What makes room where others than this put messages into inboxes. */
  public CountedRoom room() {
    return new CountedRoom(room);
  }

  @Override
  public CompletionStage<Boolean> send(
      Optional<Transaction> transaction,
      UserId sender,
      EventType type,
      Map<UserId, DeviceContents> recipients) {
    return database.write(
        bytes(recipients),
        tx -> {
          if (transaction.isPresent()) {
            Callers.check(tx, transaction.get().sender());
            if (!sentBefore.remember(tx, transaction.get())) {
              return false;
            }
          }
          Delivery delivery = new Delivery(tx, room, sender, type);
          for (Map.Entry<UserId, DeviceContents> recipient : recipients.entrySet()) {
            delivery.to(recipient.getKey(), recipient.getValue());
          }
          delivery.finish();
          return true;
        });
  }

  @Override
  public CompletionStage<InboxPage> read(
      DeviceIncarnation caller, Optional<InboxPosition> since, PageSize size) {
    return read(caller, Optional.empty(), since, size);
  }

  @Override
  public CompletionStage<InboxPage> readAs(
      Session session, Optional<InboxPosition> since, PageSize size) {
    return read(session.device(), Optional.of(session.accessToken()), since, size);
  }

  private CompletionStage<InboxPage> read(
      DeviceIncarnation caller,
      Optional<TokenHash> token,
      Optional<InboxPosition> since,
      PageSize size) {
    Optional<InboxHead> known =
        token.isEmpty() || database.find(CacheKey.session(token.get()), Session.class).isPresent()
            ? database.find(CacheKey.inbox(caller.number()), InboxHead.class)
            : Optional.empty();
    if (known.isPresent()) {
      if (changes(known.get(), since)) {
        return database.write(tx -> change(tx, caller, token, since, size));
      }
      if (known.get().isEmpty()) {
        return CompletableFuture.completedFuture(known.get().emptyPage());
      }
    }
    return database
        .read(
            tx -> {
              checkToken(tx, token);
              InboxHead head = InboxHead.get(tx, caller);
              tx.remember(CacheKey.inbox(caller.number()), head);
              return changes(head, since)
                  ? Optional.<InboxPage>empty()
                  : Optional.of(page(tx, head.inbox(), size));
            })
        .thenCompose(
            page ->
                page.isPresent()
                    ? CompletableFuture.completedFuture(page.get())
                    : database.write(tx -> change(tx, caller, token, since, size)));
  }

  private static void checkToken(SqlTransaction tx, Optional<TokenHash> token) throws SQLException {
    if (token.isPresent() && Sessions.findByAccessToken(tx, token.get()).isEmpty()) {
      throw MatrixException.unknownToken();
    }
  }

  private boolean changes(InboxHead head, Optional<InboxPosition> since) {
    return head.changes(since, clock.millis(), bounds, dialect.positionBase());
  }

  @Override
  public CompletionStage<Boolean> dropExpired() {
    if (transactionRoom.isUnderWay()) {
      return transactionRoom.step();
    }
    return sweep
        .step()
        .handle(
            (hasMore, failure) -> {
              if (failure != null) {
                // What the sweep can't read keeps nothing else from its bounds.
                return transactionRoom
                    .step()
                    .<Boolean>thenCompose(more -> CompletableFuture.failedFuture(failure));
              }
              return hasMore ? CompletableFuture.completedFuture(true) : transactionRoom.step();
            })
        .thenCompose(Function.identity());
  }

  @Override
  public Duration wakeBound() {
    return WAKE_BOUND;
  }

  @Override
  public Watch watch(DeviceIncarnation device, Runnable onChange) {
    return watches.add(device, onChange);
  }

  /** Acknowledges, notes the read, drops what is too old, and reads. */
  private InboxPage change(
      SqlTransaction tx,
      DeviceIncarnation caller,
      Optional<TokenHash> token,
      Optional<InboxPosition> since,
      PageSize size)
      throws SQLException {
    checkToken(tx, token);
    InboxHead head = InboxHead.get(tx, caller);
    InboxRow inbox = head.inbox();
    if (head.isReadToBeNoted(tx.now(), bounds)) {
      sweep.noteRead(tx, inbox);
    }
    long acknowledged = head.acknowledged(since, dialect.positionBase());
    if (acknowledged > inbox.ackedSeq()) {
      InboxRow.update(tx, inbox.number(), "acked_seq = ?", acknowledged);
      trim.step(tx, inbox.number());
    }
    InboxHead after = InboxHead.get(tx, caller);
    while (after.oldest() < tx.now() - bounds.retention()) {
      trim.dropExpired(tx, after.inbox());
      after = InboxHead.get(tx, caller);
    }
    return after.isEmpty() ? after.emptyPage() : page(tx, after.inbox(), size);
  }

  private static long bytes(Map<UserId, DeviceContents> recipients) {
    return recipients.values().stream()
        .mapToLong(
            contents ->
                contents.everyOther().map(JsonObject::size).orElse(0)
                    + contents.named().values().stream().mapToLong(JsonObject::size).sum())
        .sum();
  }

  private static InboxPage page(SqlTransaction tx, InboxRow inbox, PageSize size)
      throws SQLException {
    List<ToDeviceMessage> messages = new ArrayList<>();
    long[] state = {inbox.lastSeq(), size.bytes()};
    boolean isComplete =
        tx.each(
            "SELECT m.seq, m.sender, m.type, m.content, c.text FROM message m"
                + " LEFT JOIN content c ON c.bucket = m.bucket AND c.id = m.shared"
                + " WHERE m.bucket = ? AND m.inbox = ? AND m.seq > ? ORDER BY m.seq LIMIT ?",
            row -> {
              byte[] own = row.getBytes(4);
              JsonObject content = JsonObject.of(own == null ? row.getBytes(5) : own);
              state[1] -= content.size();
              if (messages.size() == size.messages() || (state[1] < 0 && !messages.isEmpty())) {
                return false;
              }
              messages.add(
                  new ToDeviceMessage(
                      new UserId(row.getString(2)), new EventType(row.getString(3)), content));
              state[0] = row.getLong(1);
              return true;
            },
            inbox.device(),
            inbox.ackedSeq(),
            size.messages() + 1L);
    return new InboxPage(messages, new InboxPosition(inbox.number(), state[0]), isComplete);
  }
}
