package io.todevice.store.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Keeps remembered transactions within their bounds: the user who takes most forgets the oldest of
 * the device that has most (clauses F1, F2). Transactions are not counted when they are sent, but
 * in passes over everything that is remembered. Where there is too much, the next pass follows at
 * once and deletes what each user has above the level at which everything fits.
 */
final class TransactionRoom {

  /**
   * What a transaction counts for. With its indices it takes 90 to 130 in SQLite, 215 in
   * PostgreSQL.
   */
  private static final long BYTES = 200;

  /** A step counts so many, or what the users of one bucket have. */
  private static final int COUNTED = 50_000;

  /** How often each transaction is counted before it is too old, at least. */
  private static final int PASSES = 8;

  private static final long LONGEST_WAIT = Duration.ofMinutes(10).toMillis();

  /** After a longer pause, what was counted is no longer true. */
  private static final long LONGEST_PAUSE = Duration.ofMinutes(2).toMillis();

  private record Device(String owner, long inbox, long transactions) {}

  /** The devices of some buckets, with the bucket to go on with. */
  private record Slice(List<Device> devices, int next) {}

  /**
   * A pass that is under way.
   *
   * @param perUser how many a user may have
   * @param users how many they have, without those that are forgotten
   * @param next the bucket to go on with
   * @param isNarrow whether the next step is for this bucket alone, to find what can't be read
   */
  private record Pass(long perUser, FairLevel users, int next, boolean isNarrow) {

    private static Pass begin(long perUser) {
      return new Pass(perUser, new FairLevel(), 0, false);
    }

    private Pass at(int bucket, boolean isNarrowThere) {
      return new Pass(perUser, users, bucket, isNarrowThere);
    }
  }

  private final Database database;
  private final InboxBounds bounds;
  private final SentBefore sentBefore;
  private final InstantSource clock;
  private final AtomicBoolean isStepping = new AtomicBoolean();
  private volatile Pass pass = Pass.begin(FairLevel.NONE);
  private volatile boolean isUnderWay;
  private volatile long lastAt;
  private volatile long nextAt = Long.MIN_VALUE;

  TransactionRoom(
      Database database, InboxBounds bounds, SentBefore sentBefore, InstantSource clock) {
    this.database = database;
    this.bounds = bounds;
    this.sentBefore = sentBefore;
    this.clock = clock;
  }

  /** Whether the last step has said that there is more to do. */
  boolean isUnderWay() {
    return isUnderWay;
  }

  /** Takes the next step if one is due, and returns whether there is more to do now. */
  CompletionStage<Boolean> step() {
    if (clock.millis() < nextAt || !isStepping.compareAndSet(false, true)) {
      return CompletableFuture.completedFuture(false);
    }
    if (clock.millis() - lastAt > LONGEST_PAUSE) {
      pass = Pass.begin(FairLevel.NONE);
      lastAt = clock.millis();
    }
    Pass current = pass;
    isUnderWay = false;
    return database
        .read(tx -> slice(tx, current))
        .handle(
            (slice, failure) ->
                failure == null ? keepToBounds(current, slice) : skip(current, failure))
        .thenCompose(Function.identity())
        .whenComplete((more, failure) -> isStepping.set(false));
  }

  /** Goes on with less where something can't be read, and behind it where that is one bucket. */
  private CompletionStage<Boolean> skip(Pass current, Throwable failure) {
    pass = current.isNarrow ? current.at(current.next + 1, false) : current.at(current.next, true);
    return CompletableFuture.failedFuture(failure);
  }

  private static Slice slice(SqlTransaction tx, Pass pass) throws SQLException {
    int from = pass.next;
    int next =
        pass.isNarrow
            ? from + 1
            : tx.find(
                    "SELECT bucket FROM txn WHERE bucket >= ? ORDER BY bucket LIMIT 1 OFFSET ?",
                    row -> Math.max(row.getInt(1), from + 1),
                    from,
                    COUNTED)
                .orElse(Bucket.COUNT);
    List<Device> devices =
        tx.list(
            "SELECT COALESCE((SELECT owner FROM inbox i WHERE i.bucket = t.bucket"
                + " AND i.inbox = t.inbox), ''), t.inbox, COUNT(*) FROM txn t"
                + " WHERE t.bucket >= ? AND t.bucket < ?"
                + " GROUP BY t.bucket, t.inbox",
            row -> new Device(row.getString(1), row.getLong(2), row.getLong(3)),
            from,
            next);
    return new Slice(devices, next);
  }

  /** A bucket has all devices of its users. */
  private CompletionStage<Boolean> keepToBounds(Pass current, Slice slice) {
    // Also where this step fails: it has counted them.
    pass = current.at(slice.next, current.isNarrow);
    CompletionStage<Boolean> done = CompletableFuture.completedFuture(true);
    for (List<Device> ofUser :
        slice.devices.stream()
            .sorted(Comparator.comparingLong(Device::transactions))
            .collect(Collectors.groupingBy(Device::owner))
            .values()) {
      long room = current.perUser;
      long left = 0;
      int remaining = ofUser.size();
      for (Device device : ofUser) {
        // Each keeps one, and who has less than an equal share leaves the rest to the others.
        long share = Math.max(1, room / remaining--);
        long most = Math.min(device.transactions, Math.min(bounds.transactions(), share));
        if (device.transactions > most) {
          done = done.thenCompose(before -> forget(device.inbox, most));
        }
        room -= most;
        left += most;
      }
      current.users.add(left);
    }
    return done.thenApply(
        before -> {
          isUnderWay = finish(current, slice.next);
          return isUnderWay;
        });
  }

  private CompletionStage<Boolean> forget(long inbox, long most) {
    return database
        .write(tx -> sentBefore.forgetOldest(tx, inbox, most))
        .thenCompose(
            forgotten ->
                forgotten == Trim.STEP
                    ? forget(inbox, most)
                    : CompletableFuture.completedFuture(true));
  }

  /** Returns whether there is more to do now. */
  private boolean finish(Pass current, int next) {
    lastAt = clock.millis();
    if (next < Bucket.COUNT) {
      return true;
    }
    long bytes = current.users.total() * BYTES;
    long room = InboxBounds.lessSlack(bytes, bounds.transactionBytes()) / BYTES;
    // Where there are more users than there is room for, each keeps one.
    long level = Math.max(1, current.users.of(room));
    pass = Pass.begin(level);
    boolean isFull = level != FairLevel.NONE;
    nextAt = lastAt + (isFull ? 0 : Math.min(bounds.transactionRetention() / PASSES, LONGEST_WAIT));
    return isFull && current.perUser == FairLevel.NONE;
  }
}
