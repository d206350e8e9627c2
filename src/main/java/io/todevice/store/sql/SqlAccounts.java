package io.todevice.store.sql;

import io.todevice.domain.UserId;
import io.todevice.store.AccountStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The accounts of a store on an SQL database.
 *
 * @param database where they are
 */
public record SqlAccounts(Database database) implements AccountStore {

  @Override
  public CompletionStage<Boolean> create(UserId user, Optional<String> passwordHash) {
    return database.write(
        tx -> {
          int created =
              tx.update(
                  "INSERT INTO owner(bucket, owner, has_account, password_hash) VALUES (?, ?, 1, ?)"
                      + " ON CONFLICT (bucket, owner) DO UPDATE SET has_account = 1,"
                      + " password_hash = excluded.password_hash WHERE owner.has_account = 0",
                  user,
                  passwordHash.orElse(null));
          if (created > 0) {
            tx.update("UPDATE counter SET value = value + 1 WHERE name = 'accounts'");
          }
          return created > 0;
        });
  }

  @Override
  public CompletionStage<Long> estimateCount() {
    return database.read(tx -> tx.number("SELECT value FROM counter WHERE name = 'accounts'"));
  }

  @Override
  public CompletionStage<Boolean> exists(UserId user) {
    return database.read(tx -> find(tx, user).isPresent());
  }

  @Override
  public CompletionStage<Optional<String>> findPasswordHash(UserId user) {
    return database.read(tx -> find(tx, user).flatMap(Account::passwordHash));
  }

  private record Account(Optional<String> passwordHash) {

    static Account read(ResultSet row) throws SQLException {
      return new Account(Optional.ofNullable(row.getString(1)));
    }
  }

  private static Optional<Account> find(SqlTransaction tx, UserId user) throws SQLException {
    return tx.find(
        "SELECT password_hash FROM owner WHERE bucket = ? AND owner = ? AND has_account = 1",
        Account::read,
        user);
  }
}
