package io.todevice.store.postgres;

import io.todevice.store.UnusableStoreException;
import io.todevice.store.sql.RestoredKeys;
import io.todevice.store.sql.StoreUse;
import io.todevice.text.OneLine;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a database can hold a store, and its tables.
 *
 * @param sessions connections to it
 */
record PostgresSchema(Sessions sessions) {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresSchema.class);
  private static final int OLDEST_VERSION = 15;

  /** More than there can have been promotions between a backup and its restoration. */
  private static final int EPOCHS_OF_A_COPY = 100_000;

  private static final String MIGRATIONS = "classpath:io/todevice/store/postgres/migration";

  private static final String SYSTEM_USER =
      "of this system (the address names none: postgresql://USER@HOST/DATABASE)";

  /** What an operator can put right, by SQLSTATE. */
  private static final Map<String, String> REFUSALS =
      Map.of(
          "28P01", "the database refuses the user %s or the password",
          "28000", "the database refuses the user %s, or refuses it from here (pg_hba.conf)",
          "3D000", "there is no such database; CREATE DATABASE makes one",
          "42501", "the user may not create tables: make it the owner of the database",
          "53300", "the database has no connection left (max_connections)");

  /**
   * Checks the database, and creates or upgrades the tables. Of several nodes that start at once
   * one does it.
   *
   * @param use is checked where there are tables already
   * @throws UnusableStoreException with the reason, when nothing was changed
   */
  void prepare(StoreUse use) {
    check(
        use,
        (connection, flyway) -> {
          MigrateResult unused = flyway.migrate();
          adoptCopy(connection);
        });
  }

  /**
   * Checks a database that is read, which must have the tables of this version. Changes nothing.
   *
   * @throws UnusableStoreException with the reason
   */
  void checkExisting(StoreUse use) {
    check(
        use,
        (connection, flyway) -> {
          if (!has(connection, "schema_history")) {
            throw new UnusableStoreException("is not a store");
          }
          if (flyway.info().pending().length > 0) {
            throw new UnusableStoreException(StoreUse.OLDER);
          }
          try {
            flyway.validate();
          } catch (FlywayValidateException e) {
            throw new UnusableStoreException("its tables are not those of this version", e);
          }
        });
  }

  /** What is done with a database that can be used. */
  @FunctionalInterface
  private interface Preparation {
    void run(Connection connection, Flyway flyway) throws SQLException;
  }

  private void check(StoreUse use, Preparation preparation) {
    try (Connection connection = sessions.open("start")) {
      check(connection);
      Flyway flyway = flyway();
      checkNotNewer(flyway);
      if (has(connection, "schema_history") && has(connection, "store_property")) {
        use.check(connection);
      }
      preparation.run(connection, flyway);
    } catch (SQLException e) {
      throw unusable(e);
    } catch (FlywayException e) {
      if (e.getCause() instanceof SQLException cause) {
        throw unusable(cause);
      }
      String reason = firstLine(e);
      throw new UnusableStoreException(
          reason.contains("non-empty schema")
              ? "the database holds tables of something else: CREATE DATABASE makes one of its own"
              : "the tables can't be upgraded: " + reason,
          e);
    }
  }

  private static void check(Connection connection) throws SQLException {
    int version = connection.getMetaData().getDatabaseMajorVersion();
    if (version < OLDEST_VERSION) {
      throw new UnusableStoreException(
          "the database is PostgreSQL " + version + "; it must be " + OLDEST_VERSION + " or later");
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT pg_is_in_recovery(), current_setting('synchronous_commit'),"
                    + " current_setting('server_encoding'), current_setting('data_checksums')")) {
      boolean unused = row.next();
      if (row.getBoolean(1)) {
        throw new UnusableStoreException(
            "the database is a standby; name the primary, or all hosts");
      }
      if (row.getString(2).equals("off")) {
        throw new UnusableStoreException(
            "the database confirms what is not on disk yet: set synchronous_commit to on");
      }
      if (!row.getString(3).equals("UTF8")) {
        throw new UnusableStoreException(
            "the database's encoding is " + row.getString(3) + "; it must be UTF8");
      }
      if (row.getString(4).equals("off")) {
        LOG.warn(
            "The database does not notice when its disk alters what is stored: data_checksums is off");
      }
    }
  }

  private static boolean has(Connection connection, String table) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
      statement.setString(1, table);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private Flyway flyway() {
    Properties properties = sessions.address().properties("todevice migration");
    properties.setProperty("socketTimeout", "0");
    Map<String, String> jdbcProperties = new HashMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> jdbcProperties.put(name, properties.getProperty(name)));
    return Flyway.configure()
        .dataSource(
            sessions.address().directUrl(),
            properties.getProperty("user"),
            properties.getProperty("password"))
        .jdbcProperties(jdbcProperties)
        .locations(MIGRATIONS)
        .table("schema_history")
        .failOnMissingLocations(true)
        .loggers("slf4j")
        .load();
  }

  private static void checkNotNewer(Flyway flyway) {
    for (MigrationInfo migration : flyway.info().all()) {
      if (migration.getState() == MigrationState.FUTURE_SUCCESS
          || migration.getState() == MigrationState.FUTURE_FAILED) {
        throw new UnusableStoreException(
            "the tables are of a newer version of this program (schema "
                + migration.getVersion()
                + ")");
      }
    }
  }

  /**
   * Notes where the tables were restored into another database: some of what clients have seen may
   * not have been in the backup, so that positions go on above all that can have been, also those
   * of changes of keys.
   */
  private static void adoptCopy(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      int copies =
          statement.executeUpdate(
              "UPDATE epoch SET identity = here.identity, number = number + "
                  + EPOCHS_OF_A_COPY
                  + " FROM (SELECT system_identifier || '/' || 'inbox'::regclass::oid AS identity"
                  + " FROM pg_control_system()) AS here WHERE epoch.identity <> here.identity");
      if (copies > 0) {
        for (String change : RestoredKeys.STATEMENTS) {
          statement.executeUpdate(change);
        }
        LOG.warn("The tables are a copy from elsewhere: positions go on above all before");
      }
    }
    connection.commit();
  }

  /** What a failure to connect, or of a statement during the start, means for the operator. */
  UnusableStoreException unusable(SQLException failure) {
    String known = REFUSALS.get(String.valueOf(failure.getSQLState()));
    if (known != null) {
      String user = sessions.address().user().map(OneLine::quote).orElse(SYSTEM_USER);
      return new UnusableStoreException(known.formatted(user), failure);
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return new UnusableStoreException(
            "the host " + OneLine.quote(firstLine(cause)) + " is not known", failure);
      }
    }
    String reason = firstLine(failure);
    return new UnusableStoreException(
        reason.contains("targetServerType")
            ? "the database takes no changes: no host is a primary,"
                + " or default_transaction_read_only is on"
            : reason,
        failure);
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("unknown reason");
  }
}
