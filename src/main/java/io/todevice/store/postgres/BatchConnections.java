package io.todevice.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Runs batches, each in one statement that is a transaction of its own.
 *
 * @param pool connections that commit by themselves
 */
record BatchConnections(DataSource pool) {

  private static final int MOST_ATTEMPTS = 20;

  /**
   * Sends a batch to the database.
   *
   * @param <B> a batch
   */
  interface Run<B> {
    void run(B batch, Connection connection) throws SQLException;
  }

  /**
   * Runs requests together. Where another transaction gets in the way, again; where the database
   * rejects a value of one, or finds damaged what one needs, each half by itself, so that in the
   * end it alone fails. Otherwise all of them fail, with an outcome that is unknown.
   *
   * @param make a batch of requests, anew for each attempt
   * @param succeeded called with the batch that was carried out
   */
  <Q extends Batches.Request<?>, B> void run(
      List<Q> requests, Function<List<Q>, B> make, Run<B> run, Consumer<B> succeeded) {
    for (int attempt = 1; ; attempt++) {
      B batch = make.apply(requests);
      try (Connection connection = pool.getConnection()) {
        run.run(batch, connection);
      } catch (SQLException e) {
        if (SqlState.isConflict(e) && attempt < MOST_ATTEMPTS) {
          continue;
        }
        if (SqlState.isRejected(e) && requests.size() > 1) {
          int half = requests.size() / 2;
          run(requests.subList(0, half), make, run, succeeded);
          run(requests.subList(half, requests.size()), make, run, succeeded);
        } else {
          RuntimeException failure = PostgresDatabase.failure(e);
          requests.forEach(request -> request.outcome.completeExceptionally(failure));
        }
        return;
      } catch (RuntimeException | Error e) {
        requests.forEach(request -> request.outcome.completeExceptionally(e));
        return;
      }
      succeeded.accept(batch);
      return;
    }
  }
}
