package io.todevice.store.postgres;

import io.todevice.domain.DeviceIncarnation;
import io.todevice.store.InboxPage;
import io.todevice.store.InboxPosition;
import io.todevice.store.PageSize;
import io.todevice.store.sql.CountedRoom;
import io.todevice.store.sql.Database;
import io.todevice.store.sql.InboxBounds;
import io.todevice.store.sql.SqlMessages;
import io.todevice.store.sql.SqlTransaction;
import io.todevice.threads.Daemons;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What happens to inboxes beside sending and reading: keeping bounds, and deleting what is too old.
 * It goes through the statements that stores share.
 *
 * @param database with transactions that see what others commit meanwhile, as each statement of
 *     theirs changes what it has locked
 */
record Maintenance(
    Database database,
    SqlMessages messages,
    CountedRoom room,
    InboxBounds bounds,
    Sessions sessions) {

  /** Of pg_try_advisory_lock: one node at a time deletes what is too old. */
  private static final long HOUSEKEEPING = 0x746f646577L;

  /** Something that changes inboxes. */
  private interface Change {
    void run(SqlTransaction tx) throws SQLException;
  }

  /** Makes room where a batch has exceeded a bound. */
  CompletionStage<Void> makeRoom(SendBatch batch) {
    List<CompletableFuture<Boolean>> evictions = new ArrayList<>();
    batch.fullInboxes().forEach(inbox -> evictions.add(write(tx -> room.makeInDevice(tx, inbox))));
    batch.fullUsers().forEach(user -> evictions.add(write(tx -> room.makeInUser(tx, user))));
    if (batch.totalBytes() > bounds.storeBytes()) {
      evictions.add(write(tx -> room.makeInStore(tx, batch.totalBytes())));
    }
    return CompletableFuture.allOf(evictions.toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Boolean> write(Change change) {
    return database
        .write(
            tx -> {
              change.run(tx);
              return true;
            })
        .toCompletableFuture();
  }

  /** Reads an inbox in which something is too old: drops that first. */
  CompletionStage<InboxPage> read(
      DeviceIncarnation device, Optional<InboxPosition> since, PageSize size) {
    return messages.read(device, since, size);
  }

  /** One step of deleting what is too old, unless another node is at it. */
  CompletionStage<Boolean> dropExpired() {
    return CompletableFuture.supplyAsync(
            this::lock, task -> Daemons.start("postgresql housekeeping", task))
        .thenCompose(
            lock ->
                lock.isEmpty()
                    ? CompletableFuture.completedFuture(false)
                    : messages
                        .dropExpired()
                        .whenComplete((more, failure) -> Sessions.close(lock.get())));
  }

  /** The lock, which is held as long as its connection is open; empty where another node has it. */
  private Optional<Connection> lock() {
    Connection connection = null;
    boolean isLocked = false;
    try {
      connection = sessions.open("housekeeping");
      try (PreparedStatement statement =
          connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
        statement.setLong(1, HOUSEKEEPING);
        try (ResultSet row = statement.executeQuery()) {
          isLocked = row.next() && row.getBoolean(1);
        }
      }
      return isLocked ? Optional.of(connection) : Optional.empty();
    } catch (SQLException e) {
      throw PostgresDatabase.unavailable(e);
    } finally {
      if (!isLocked) {
        Sessions.close(connection);
      }
    }
  }
}
