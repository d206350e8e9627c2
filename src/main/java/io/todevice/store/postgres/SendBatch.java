package io.todevice.store.postgres;

import io.todevice.domain.DeviceContents;
import io.todevice.domain.MatrixException;
import io.todevice.domain.Transaction;
import io.todevice.domain.UserId;
import io.todevice.store.sql.Bucket;
import io.todevice.store.sql.InboxBounds;
import io.todevice.store.sql.SqlMessages;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;

/** Many send requests in one statement: {@link Statements#SEND}. Used by one thread. */
final class SendBatch {

  private final List<SendRequest> requests;
  private final Columns transactions = new Columns("int4", "int2", "int8", "bytea");
  private final Columns unconditional = new Columns("int4");
  private final Columns named =
      new Columns("int4", "int2", "text", "text", "text", "text", "bytea");
  private final Columns everybody = new Columns("int4", "int2", "text", "text", "text", "bytea");
  private final BitSet alive = new BitSet();
  private final BitSet done = new BitSet();
  private List<Long> reached = List.of();
  private List<Long> fullInboxes = List.of();
  private List<String> fullUsers = List.of();
  private long totalBytes;

  /** Requests in the order in which their messages come. */
  SendBatch(List<SendRequest> requests) {
    this.requests = requests;
    for (int no = 0; no < requests.size(); no++) {
      add(no, requests.get(no));
    }
  }

  private void add(int no, SendRequest request) {
    if (request.transaction.isPresent()) {
      Transaction transaction = request.transaction.get();
      long inbox = transaction.sender().number();
      transactions.add(
          no,
          Bucket.of(transaction.sender().user()),
          inbox,
          SqlMessages.transactionKey(transaction));
    } else {
      unconditional.add(no);
    }
    request.recipients.forEach((user, contents) -> add(no, request, user, contents));
  }

  private void add(int no, SendRequest request, UserId user, DeviceContents contents) {
    int bucket = Bucket.of(user);
    String sender = request.sender.value();
    String type = request.type.value();
    contents
        .named()
        .forEach(
            (device, content) ->
                named.add(
                    no, bucket, user.value(), device.value(), sender, type, content.toBytes()));
    contents
        .everyOther()
        .ifPresent(
            content -> everybody.add(no, bucket, user.value(), sender, type, content.toBytes()));
  }

  /**
   * Carries the requests out in a transaction of its own, which is durable when this returns.
   *
   * @param now the time in milliseconds
   * @param bounds what is found out about inboxes and users
   * @param muchForOne how much an inbox takes for which it is found out what its owner's others do
   */
  void run(Connection connection, long now, InboxBounds bounds, long muchForOne)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(Statements.SEND.sql())) {
      int next = transactions.bind(connection, statement, 1);
      statement.setLong(next++, now);
      next = unconditional.bind(connection, statement, next);
      next = named.bind(connection, statement, next);
      next = everybody.bind(connection, statement, next);
      statement.setLong(next++, now);
      statement.setLong(next++, muchForOne);
      statement.setLong(next++, bounds.messages());
      statement.setLong(next++, bounds.deviceBytes());
      statement.setLong(next, bounds.userBytes());
      try (ResultSet result = statement.executeQuery()) {
        boolean unused = result.next();
        take(result);
      }
      SqlState.checkConfirmed(statement.getWarnings());
    }
  }

  private void take(ResultSet row) throws SQLException {
    Columns.<Integer>list(row, 1).forEach(alive::set);
    Columns.<Integer>list(row, 2).forEach(done::set);
    reached = Columns.list(row, 3);
    fullInboxes = Columns.list(row, 4);
    fullUsers = Columns.list(row, 5);
    totalBytes = row.getLong(6);
  }

  /** The inboxes that have got messages. */
  List<Long> reached() {
    return reached;
  }

  /** Those of them that exceed a bound. */
  List<Long> fullInboxes() {
    return fullInboxes;
  }

  /** The users of whom all inboxes together do. */
  List<UserId> fullUsers() {
    return fullUsers.stream().map(UserId::new).toList();
  }

  /** What waits in all inboxes takes, this batch included. */
  long totalBytes() {
    return totalBytes;
  }

  /** Completes the requests. */
  void complete() {
    for (int no = 0; no < requests.size(); no++) {
      SendRequest request = requests.get(no);
      if (request.transaction.isPresent() && !alive.get(no)) {
        request.outcome.completeExceptionally(MatrixException.unknownToken());
      } else {
        request.outcome.complete(done.get(no));
      }
    }
  }
}
