package io.todevice.store.postgres;

import io.todevice.domain.DeviceContents;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.EventType;
import io.todevice.domain.TokenHash;
import io.todevice.domain.Transaction;
import io.todevice.domain.UserId;
import io.todevice.store.InboxPage;
import io.todevice.store.InboxPosition;
import io.todevice.store.MessageStore;
import io.todevice.store.PageSize;
import io.todevice.store.Session;
import io.todevice.store.Watches;
import io.todevice.store.sql.Bucket;
import io.todevice.store.sql.InboxBounds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Inboxes that many nodes write to and read from. What happens for every message goes in batches,
 * each one statement; what is rare is left to the statements that stores share.
 */
final class PostgresMessages implements MessageStore, AutoCloseable {

  /** What the database does once for each batch is little of what a batch of so many takes it. */
  private static final int LARGEST = 200;

  /** A page may be large, and the pages of a batch are in memory together. */
  private static final int LARGEST_OF_READS = 100;

  /** How much later than it was a read is noted, as a part of the time until dormancy. */
  private static final int READ_PRECISION = 64;

  private final BatchConnections connections;
  private final InstantSource clock;
  private final InboxBounds bounds;
  private final Watches watches;
  private final WakeUps wakeUps;
  private final Maintenance maintenance;
  private final long muchForOne;
  private final Batches<Boolean, SendRequest> sends;
  private final Batches<ReadRequest.Answer, ReadRequest> reads;
  private final Batches<Boolean, AckRequest> acknowledgements;

  /**
   * Inboxes within bounds.
   *
   * @param threads how many batches of each kind are with the database at once
   * @param muchForOne what an inbox takes at the least where its user takes too much
   */
  PostgresMessages(
      BatchConnections connections,
      int threads,
      InstantSource clock,
      InboxBounds bounds,
      Watches watches,
      WakeUps wakeUps,
      Maintenance maintenance,
      long muchForOne) {
    this.connections = connections;
    this.clock = clock;
    this.bounds = bounds;
    this.watches = watches;
    this.wakeUps = wakeUps;
    this.maintenance = maintenance;
    this.muchForOne = muchForOne;
    sends = new Batches<>("sends", threads, LARGEST, this::send);
    reads = new Batches<>("reads", threads, LARGEST_OF_READS, this::read);
    acknowledgements = new Batches<>("acknowledgements", threads, LARGEST, this::acknowledge);
  }

  @Override
  public CompletionStage<Boolean> send(
      Optional<Transaction> transaction,
      UserId sender,
      EventType type,
      Map<UserId, DeviceContents> recipients) {
    return sends.add(new SendRequest(transaction, sender, type, recipients));
  }

  private void send(List<SendRequest> requests) {
    connections.run(
        requests,
        part -> new SendBatch(part),
        (batch, connection) -> batch.run(connection, clock.millis(), bounds, muchForOne),
        batch -> {
          batch.reached().forEach(wakeUps::changed);
          maintenance
              .makeRoom(batch)
              .whenComplete(
                  (done, failure) -> {
                    // The messages are stored; the bound is kept with the next message.
                    batch.complete();
                  });
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
      DeviceIncarnation device,
      Optional<TokenHash> accessToken,
      Optional<InboxPosition> since,
      PageSize size) {
    return reads
        .add(new ReadRequest(device, accessToken, since, size))
        .thenCompose(
            answer -> {
              long now = clock.millis();
              if (answer.oldest() < now - bounds.retention()) {
                return maintenance.read(device, since, size);
              }
              boolean isReadToBeNoted =
                  now - answer.readAt() > bounds.dormantAfter() / READ_PRECISION;
              return answer.passed() > answer.acknowledged() || isReadToBeNoted
                  ? acknowledgements
                      .add(new AckRequest(device, answer.passed()))
                      .thenApply(done -> answer.page())
                  : CompletableFuture.completedFuture(answer.page());
            });
  }

  private void read(List<ReadRequest> requests) {
    connections.run(
        requests,
        part -> new ReadBatch(part),
        (batch, connection) -> batch.run(connection),
        ReadBatch::complete);
  }

  private void acknowledge(List<AckRequest> requests) {
    connections.run(
        requests,
        part -> part,
        this::acknowledge,
        batch -> batch.forEach(request -> request.outcome.complete(true)));
  }

  private void acknowledge(List<AckRequest> requests, Connection connection) throws SQLException {
    Columns columns = new Columns("int2", "int8", "int8");
    for (AckRequest request : requests) {
      columns.add(Bucket.of(request.device.user()), request.device.number(), request.passed);
    }
    try (PreparedStatement statement = connection.prepareStatement(Statements.ACKNOWLEDGE.sql())) {
      int next = columns.bind(connection, statement, 1);
      statement.setLong(next, clock.millis());
      statement.execute();
    }
  }

  @Override
  public CompletionStage<Boolean> dropExpired() {
    return maintenance.dropExpired();
  }

  @Override
  public Watch watch(DeviceIncarnation device, Runnable onChange) {
    return watches.add(device, onChange);
  }

  @Override
  public Duration wakeBound() {
    return wakeUps.bound();
  }

  @Override
  public void close() {
    sends.close();
    reads.close();
    acknowledgements.close();
  }
}
