package io.todevice.store.sql;

import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.MatrixException;
import io.todevice.store.InboxPage;
import io.todevice.store.InboxPosition;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What decides how an inbox is read.
 *
 * @param oldest when the oldest message that waits arrived, in milliseconds; {@link Long#MAX_VALUE}
 *     where nothing waits
 */
record InboxHead(InboxRow inbox, long oldest) {

  /** How much later than it was the last read is noted, as a part of the time until dormancy. */
  private static final int READ_PRECISION = 64;

  /**
   * That of the caller's inbox.
   *
   * @throws MatrixException {@code M_UNKNOWN_TOKEN} where this incarnation has ended (clause F4)
   */
  static InboxHead get(SqlTransaction tx, DeviceIncarnation caller) throws SQLException {
    InboxRow inbox =
        InboxRow.find(tx, caller.number())
            .filter(row -> !row.isEnded() && row.device().equals(caller))
            .orElseThrow(MatrixException::unknownToken);
    long oldest =
        tx.find(
                "SELECT at FROM message WHERE bucket = ? AND inbox = ? AND seq > ?"
                    + " ORDER BY seq LIMIT 1",
                row -> row.getLong(1),
                inbox.device(),
                inbox.ackedSeq())
            .orElse(Long.MAX_VALUE);
    return new InboxHead(inbox, oldest);
  }

  boolean isEmpty() {
    return oldest == Long.MAX_VALUE;
  }

  /** A page without messages. */
  InboxPage emptyPage() {
    return new InboxPage(List.of(), new InboxPosition(inbox.number(), inbox.lastSeq()), true);
  }

  /** Whether a read at a time, in milliseconds, changes anything. */
  boolean changes(Optional<InboxPosition> since, long now, InboxBounds bounds, long positionBase) {
    return acknowledged(since, positionBase) > inbox.ackedSeq()
        || isReadToBeNoted(now, bounds)
        || oldest < now - bounds.retention();
  }

  /** Whether it is long enough ago that a read was noted. */
  boolean isReadToBeNoted(long now, InboxBounds bounds) {
    return inbox.isDormant() || now - inbox.readAt() > bounds.dormantAfter() / READ_PRECISION;
  }

  /**
   * Up to where a position acknowledges. One that this inbox has not given out counts as none
   * (clause D5).
   */
  long acknowledged(Optional<InboxPosition> since, long positionBase) {
    return since
        .filter(
            position ->
                position.inbox() == inbox.number()
                    && position.sequence() <= Math.max(inbox.lastSeq(), positionBase))
        .map(position -> Math.min(position.sequence(), inbox.lastSeq()))
        .orElse(inbox.ackedSeq());
  }
}
