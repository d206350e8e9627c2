package io.todevice.store.sqlite;

import io.todevice.store.StoreUnavailableException;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What failures of SQLite mean. */
final class SqliteFailures {

  static final Logger LOG = LoggerFactory.getLogger(SqliteFailures.class);

  private SqliteFailures() {}

  /** What a caller gets, with the reason in a few words for the log. */
  static StoreUnavailableException unavailable(SQLException failure) {
    return new StoreUnavailableException(describe(failure), failure);
  }

  /**
   * Whether nobody knows any more what the file holds, so that only reading it anew, by another
   * process, tells.
   */
  static boolean isFatal(SQLException failure) {
    return failure instanceof SQLiteException sqlite
        && (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_FSYNC
            || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_DIR_FSYNC);
  }

  /** Whether the file holds what SQLite has not written. */
  static boolean isDamage(SQLException failure) {
    return code(failure) == SQLiteErrorCode.SQLITE_CORRUPT.code
        || code(failure) == SQLiteErrorCode.SQLITE_NOTADB.code;
  }

  private static int code(SQLException failure) {
    return failure instanceof SQLiteException sqlite ? sqlite.getResultCode().code & 0xff : 0;
  }

  /** The failure in a few words for an operator. */
  static String describe(SQLException failure) {
    return switch (code(failure)) {
      case 8 -> "it can't be written";
      case 10 -> "reading or writing it failed";
      case 11 -> "it is damaged";
      case 13 -> "the disk is full";
      case 14 -> "it can't be opened";
      case 26 -> "it is not an SQLite database, or it is damaged";
      default -> "SQLite failed";
    };
  }
}
