package io.todevice.store.postgres;

import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.MatrixException;
import io.todevice.domain.ToDeviceMessage;
import io.todevice.domain.UserId;
import io.todevice.store.InboxPage;
import io.todevice.store.InboxPosition;
import io.todevice.store.PageSize;
import io.todevice.store.sql.Bucket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Many readings in one statement: {@link Statements#READ}. Used by one thread. */
final class ReadBatch {

  private final List<ReadRequest> requests;
  private final @Nullable Page[] pages;
  private final Columns columns =
      new Columns("int4", "int2", "int8", "bytea", "int8", "int4", "int8");

  /** What has been read of one inbox. */
  private static final class Page {
    private final PageSize size;
    private final List<ToDeviceMessage> messages = new ArrayList<>();
    private boolean isComplete = true;
    private long bytes;
    private long passed;
    private long acknowledged;
    private long readAt;
    private long last;
    private long oldest = Long.MAX_VALUE;

    private Page(PageSize size) {
      this.size = size;
    }

    /** The next message, unless the page is full. */
    private void add(long seq, long at, ToDeviceMessage message) {
      bytes += message.content().size();
      isComplete &=
          messages.isEmpty() || (messages.size() < size.messages() && bytes <= size.bytes());
      if (isComplete) {
        messages.add(message);
        last = seq;
        oldest = Math.min(oldest, at);
      }
    }

    private ReadRequest.Answer answer(long inbox) {
      InboxPage page = new InboxPage(messages, new InboxPosition(inbox, last), isComplete);
      return new ReadRequest.Answer(page, passed, acknowledged, readAt, oldest);
    }
  }

  /** Readings. */
  ReadBatch(List<ReadRequest> requests) {
    this.requests = requests;
    this.pages = new Page[requests.size()];
    for (int no = 0; no < requests.size(); no++) {
      add(no, requests.get(no));
    }
  }

  private void add(int no, ReadRequest request) {
    long inbox = request.device.number();
    columns.add(
        no,
        Bucket.of(request.device.user()),
        inbox,
        request.accessToken.map(token -> HexFormat.of().parseHex(token.hex())).orElse(null),
        request
            .since
            .filter(position -> position.inbox() == inbox)
            .map(InboxPosition::sequence)
            .orElse(null),
        request.size.messages(),
        request.size.bytes());
  }

  /** Reads. */
  void run(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(Statements.READ.sql())) {
      int unused = columns.bind(connection, statement, 1);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          take(result);
        }
      }
    }
  }

  private void take(ResultSet row) throws SQLException {
    int no = row.getInt(1);
    Page page = pages[no];
    if (page == null) {
      page = new Page(requests.get(no).size);
      pages[no] = page;
      page.acknowledged = row.getLong(2);
      page.readAt = row.getLong(3);
      page.passed = row.getLong(4);
      page.last = page.passed;
    }
    byte[] content = row.getBytes(9);
    if (content != null) {
      page.add(
          row.getLong(5),
          row.getLong(6),
          new ToDeviceMessage(
              new UserId(row.getString(7)),
              new EventType(row.getString(8)),
              JsonObject.of(content)));
    }
  }

  /** Completes the readings. */
  void complete() {
    for (int no = 0; no < requests.size(); no++) {
      ReadRequest request = requests.get(no);
      Page page = pages[no];
      if (page == null) {
        request.outcome.completeExceptionally(MatrixException.unknownToken());
      } else {
        request.outcome.complete(page.answer(request.device.number()));
      }
    }
  }
}
