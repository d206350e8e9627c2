package io.todevice.store.sql;

import io.todevice.domain.UserId;
import io.todevice.store.DropReason;
import io.todevice.store.Eviction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Keeps inboxes within their bounds, in the transaction that exceeds them, with the meaning that
 * {@link io.todevice.store.MessageStore} gives to each.
 */
record InboxRoom(InboxBounds bounds, Trim trim, DropCounts drops) {

  /** How many messages of a heavy user are looked at once. */
  private static final int MOST_AT_ONCE = 100_000;

  private static final List<Usage.Kind> SHARED = List.of(Usage.Kind.RECEIVED, Usage.Kind.SENT);

  private record Waiting(long inbox, long seq, String sender, long bytes) {

    static Waiting read(ResultSet row) throws SQLException {
      return new Waiting(row.getLong(1), row.getLong(2), row.getString(3), row.getLong(4));
    }
  }

  /** Makes room in an inbox to which a message was added. */
  void makeInDevice(SqlTransaction tx, InboxRow added) throws SQLException {
    if (isWithinBounds(added)) {
      return;
    }
    InboxRow inbox = cleanUp(tx, added.number());
    if (!isWithinBounds(inbox)) {
      long messages = InboxBounds.lessSlack(inbox.messages(), bounds.messages());
      long bytes = InboxBounds.lessSlack(inbox.bytes(), bounds.deviceBytes());
      Run run = new Run(tx, DropReason.DEVICE_FULL);
      run.add(inbox);
      run.evict(
          run.bySender(),
          () -> inbox.messages() - run.count <= messages && inbox.bytes() - run.bytes <= bytes);
    }
  }

  private boolean isWithinBounds(InboxRow inbox) {
    return inbox.messages() <= bounds.messages() && inbox.bytes() <= bounds.deviceBytes();
  }

  /** Makes room in the inboxes of a user. */
  void makeInUser(SqlTransaction tx, UserId user, Usage usage) throws SQLException {
    if (usage.bytes() <= bounds.userBytes()) {
      return;
    }
    Run run = new Run(tx, DropReason.USER_FULL);
    run.addInboxes(user);
    long now = Usage.find(tx, Usage.Kind.RECEIVED, SqlDevices.owner(user)).bytes();
    long goal = InboxBounds.lessSlack(now, bounds.userBytes());
    run.evict(run.bySender(), () -> now - run.bytes <= goal);
  }

  /** Makes room in the whole store: the user who takes most loses, until another takes as much. */
  void makeInStore(SqlTransaction tx) throws SQLException {
    long total = Usage.total(tx, Usage.Kind.RECEIVED).bytes();
    if (total <= bounds.storeBytes()) {
      return;
    }
    long goal = InboxBounds.lessSlack(total, bounds.storeBytes());
    long before = Long.MAX_VALUE;
    while (total > goal && total < before) {
      before = total;
      Optional<Heaviest> heaviest = Heaviest.find(tx, SHARED);
      if (heaviest.isPresent()) {
        evict(tx, heaviest.get(), total - goal);
        total = Usage.total(tx, Usage.Kind.RECEIVED).bytes();
      }
    }
  }

  private void evict(SqlTransaction tx, Heaviest heaviest, long bytes) throws SQLException {
    UserId user = new UserId(heaviest.owner().id());
    long share = heaviest.share();
    Run run = new Run(tx, DropReason.STORE_FULL);
    if (heaviest.kind() == Usage.Kind.RECEIVED) {
      run.addInboxes(user);
      run.evict(run.bySender(), () -> run.bytes >= bytes || run.weight >= share);
    } else {
      run.addSent(user);
      run.evict(run.byRecipient(), () -> run.bytes >= bytes || run.bytes >= share);
    }
  }

  /** Deletes what is read no more, so that only what waits is counted. */
  private InboxRow cleanUp(SqlTransaction tx, long number) throws SQLException {
    trim.finish(tx, number);
    while (trim.dropExpired(tx, InboxRow.get(tx, number)) > 0) {
      // each pass deletes a step's rows
    }
    return InboxRow.get(tx, number);
  }

  /** One eviction. */
  private final class Run {

    private final SqlTransaction tx;
    private final DropReason reason;
    private final Map<Long, InboxRow> inboxes = new HashMap<>();
    private final Map<Long, Integer> dropped = new HashMap<>();
    private final ArrayList<Waiting> messages = new ArrayList<>();
    private long count;
    private long bytes;
    private long weight;

    Run(SqlTransaction tx, DropReason reason) {
      this.tx = tx;
      this.reason = reason;
    }

    void add(InboxRow inbox) throws SQLException {
      inboxes.put(inbox.number(), inbox);
      messages.addAll(
          tx.list(
              "SELECT inbox, seq, sender, bytes FROM message"
                  + " WHERE bucket = ? AND inbox = ? AND seq > ? ORDER BY seq LIMIT ?",
              Waiting::read,
              inbox.device(),
              inbox.ackedSeq(),
              MOST_AT_ONCE));
    }

    void addInboxes(UserId user) throws SQLException {
      for (var device : SqlDevices.list(tx, user)) {
        trim.finish(tx, device.number());
        add(InboxRow.get(tx, device.number()));
      }
    }

    void addSent(UserId user) throws SQLException {
      for (Waiting message :
          tx.list(
              "SELECT inbox, seq, sender, bytes FROM message WHERE sender = ?"
                  + " ORDER BY at, seq LIMIT ?",
              Waiting::read,
              user.value(),
              MOST_AT_ONCE)) {
        if (!inboxes.containsKey(message.inbox)) {
          inboxes.put(message.inbox, InboxRow.get(tx, message.inbox));
        }
        messages.add(message);
      }
    }

    Eviction<Waiting> bySender() {
      return new Eviction<>(
          Waiting::sender, Waiting::inbox, message -> inbox(message).weight(message.bytes));
    }

    Eviction<Waiting> byRecipient() {
      return new Eviction<>(
          message -> inbox(message).device().user(), Waiting::inbox, Waiting::bytes);
    }

    private InboxRow inbox(Waiting message) {
      return Objects.requireNonNull(inboxes.get(message.inbox));
    }

    void evict(Eviction<Waiting> eviction, BooleanSupplier isEnough) throws SQLException {
      messages.forEach(eviction::add);
      List<Waiting> evicted = new ArrayList<>();
      eviction.run(
          isEnough,
          message -> {
            evicted.add(message);
            count++;
            bytes += message.bytes;
            weight += inbox(message).weight(message.bytes);
          });
      Removal removal = new Removal(tx);
      for (Waiting message : evicted) {
        InboxRow inbox = inbox(message);
        removal.delete(inbox, message.seq - 1, message.seq);
        if (message.seq > inbox.ackedSeq()) {
          dropped.merge(message.inbox, 1, Integer::sum);
        }
      }
      removal.finish();
      dropped.forEach(
          (inbox, messagesOfIt) ->
              drops.count(
                  tx,
                  inbox,
                  String.valueOf(Objects.requireNonNull(inboxes.get(inbox)).device()),
                  reason,
                  messagesOfIt));
    }
  }
}
