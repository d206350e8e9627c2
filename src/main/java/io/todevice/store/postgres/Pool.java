package io.todevice.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** The connections of a node for all that is short. */
final class Pool {

  /** A primary that is replaced is found within this, and callers learn that it is away. */
  private static final Duration WAIT = Duration.ofSeconds(3);

  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final Duration IDLE = Duration.ofMinutes(1);

  private Pool() {}

  /** A pool of so many connections at the most; none is made before it is needed. */
  static HikariDataSource of(PostgresAddress address, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("postgresql");
    config.setJdbcUrl(address.pooledUrl());
    config.setDataSourceProperties(address.properties("todevice"));
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(WAIT.toMillis());
    config.setValidationTimeout(WAIT.toMillis() / 2);
    config.setMaxLifetime(LIFETIME.toMillis());
    config.setIdleTimeout(IDLE.toMillis());
    config.setExceptionOverrideClassName(SqlState.class.getName());
    config.setAutoCommit(true);
    return new HikariDataSource(config);
  }
}
