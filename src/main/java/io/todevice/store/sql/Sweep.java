package io.todevice.store.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Passes over all inboxes in slices and deletes what is too old or left behind, so that what nobody
 * reads goes away as well.
 */
final class Sweep {

  /** How many inboxes are looked at with one statement. */
  private static final int SLICE = 500;

  private static final Place START = new Place(-1, 0, false);

  /** An inbox that was looked at. */
  private record Seen(int bucket, long inbox, boolean isDue) {}

  /**
   * Where the next slice begins: behind an inbox.
   *
   * @param isNarrow whether it ends with the next bucket, to find what can't be read
   */
  private record Place(int bucket, long inbox, boolean isNarrow) {

    private int lastBucket() {
      return isNarrow ? bucket + 1 : Bucket.COUNT - 1;
    }
  }

  private final Database database;
  private final InboxBounds bounds;
  private final Trim trim;
  private final SentBefore sentBefore;
  private volatile Place place = START;

  Sweep(Database database, InboxBounds bounds, Trim trim, SentBefore sentBefore) {
    this.database = database;
    this.bounds = bounds;
    this.trim = trim;
    this.sentBefore = sentBefore;
  }

  /** Takes the next slice, and returns whether there are more before the first one again. */
  CompletionStage<Boolean> step() {
    Place from = place;
    return database
        .read(tx -> slice(tx, from))
        .handle((seen, failure) -> failure == null ? clean(from, seen) : skip(from, failure))
        .thenCompose(Function.identity());
  }

  private CompletionStage<Boolean> clean(Place from, List<Seen> seen) {
    CompletionStage<Boolean> done = CompletableFuture.completedFuture(true);
    for (Seen one : seen) {
      if (one.isDue) {
        done = done.thenCompose(before -> clean(one.inbox));
      }
    }
    if (seen.size() == SLICE) {
      Seen last = seen.get(SLICE - 1);
      place = new Place(last.bucket, last.inbox, from.isNarrow);
    } else {
      place = behind(from.lastBucket(), from.isNarrow);
    }
    boolean hasMore = place != START;
    return done.thenApply(before -> hasMore);
  }

  /** Goes on with less where something can't be read, and behind it where that is one bucket. */
  private CompletionStage<Boolean> skip(Place from, Throwable failure) {
    place =
        from.isNarrow ? behind(from.lastBucket(), false) : new Place(from.bucket, from.inbox, true);
    return CompletableFuture.failedFuture(failure);
  }

  private static Place behind(int bucket, boolean isNarrow) {
    return bucket < Bucket.COUNT - 1 ? new Place(bucket, Long.MAX_VALUE, isNarrow) : START;
  }

  private List<Seen> slice(SqlTransaction tx, Place from) throws SQLException {
    return tx.list(
        "SELECT i.bucket, i.inbox, i.trimmed_seq < i.acked_seq OR i.ended = 1"
            + " OR (i.dormant = 0 AND i.read_at <= ?)"
            + " OR EXISTS (SELECT 1 FROM txn t WHERE t.bucket = i.bucket AND t.inbox = i.inbox"
            + " AND t.at <= ?)"
            + " OR COALESCE((SELECT m.at FROM message m WHERE m.bucket = i.bucket"
            + " AND m.inbox = i.inbox AND m.seq > i.acked_seq ORDER BY m.seq LIMIT 1), ?) < ?"
            + " FROM inbox i WHERE (i.bucket, i.inbox) > (?, ?) AND i.bucket <= ?"
            + " ORDER BY i.bucket, i.inbox LIMIT ?",
        row -> new Seen(row.getInt(1), row.getLong(2), row.getBoolean(3)),
        tx.now() - bounds.dormantAfter(),
        tx.now() - bounds.transactionRetention(),
        Long.MAX_VALUE,
        tx.now() - bounds.retention(),
        from.bucket,
        from.inbox,
        from.lastBucket(),
        SLICE);
  }

  /** Cleans one inbox in as many works as it takes. */
  private CompletionStage<Boolean> clean(long inbox) {
    return database
        .write(tx -> cleanStep(tx, inbox))
        .thenCompose(hasMore -> hasMore ? clean(inbox) : CompletableFuture.completedFuture(true));
  }

  private boolean cleanStep(SqlTransaction tx, long number) throws SQLException {
    Optional<InboxRow> found = InboxRow.find(tx, number);
    if (found.isEmpty()) {
      return false;
    }
    InboxRow inbox = found.get();
    trim.step(tx, number);
    if (inbox.isEnded()) {
      return false;
    }
    if (!inbox.isDormant() && inbox.readAt() <= tx.now() - bounds.dormantAfter()) {
      setDormant(tx, number, inbox.readAt(), true);
    }
    int transactions = sentBefore.dropExpired(tx, number);
    Optional<InboxRow> trimmed = InboxRow.find(tx, number);
    int messages = trimmed.isEmpty() ? 0 : trim.dropExpired(tx, trimmed.get());
    return transactions == Trim.STEP || messages == Trim.STEP;
  }

  /** Notes that a device reads its inbox now. */
  void noteRead(SqlTransaction tx, InboxRow inbox) throws SQLException {
    setDormant(tx, inbox.number(), tx.now(), false);
  }

  private static void setDormant(SqlTransaction tx, long number, long readAt, boolean isDormant)
      throws SQLException {
    Optional<InboxRow> before = InboxRow.find(tx, number);
    InboxRow.update(tx, number, "read_at = ?, dormant = ?", readAt, isDormant ? 1 : 0);
    Optional<InboxRow> after = InboxRow.find(tx, number);
    if (before.isPresent() && after.isPresent()) {
      long bytes = before.get().bytes();
      Usage.add(
          tx,
          Usage.Kind.RECEIVED,
          before.get().owner(),
          0,
          after.get().weight(bytes) - before.get().weight(bytes));
    }
  }
}
