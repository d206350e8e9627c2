package io.todevice.store.postgres;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL's error codes mean for this store (<a
 * href="https://www.postgresql.org/docs/current/errcodes-appendix.html">Appendix A</a>). Public for
 * the pool, which makes one by reflection.
 */
public final class SqlState implements SQLExceptionOverride {

  private static final String NOT_IN_REPERTOIRE = "22021";
  private static final String READ_ONLY = "25006";
  private static final String SERIALIZATION_FAILURE = "40001";
  private static final String DEADLOCK = "40P01";
  private static final String DATA_CORRUPTED = "XX001";
  private static final String INDEX_CORRUPTED = "XX002";
  private static final String IO_ERROR = "58030";
  private static final String UNDEFINED_FILE = "58P01";

  /** Has no state. */
  public SqlState() {}

  /** Whether nothing was done, and the same transaction is likely to succeed now. */
  static boolean isConflict(SQLException failure) {
    return is(failure, SERIALIZATION_FAILURE) || is(failure, DEADLOCK);
  }

  /**
   * Whether what is stored is damaged: a page's checksum is wrong or the disk can't read it, an
   * index leads nowhere, or a file is missing.
   */
  static boolean isDamage(SQLException failure) {
    return is(failure, DATA_CORRUPTED)
        || is(failure, INDEX_CORRUPTED)
        || is(failure, IO_ERROR)
        || is(failure, UNDEFINED_FILE);
  }

  /** Whether a text has a character that PostgreSQL can't hold: only U+0000. */
  static boolean isUnstorable(SQLException failure) {
    return is(failure, NOT_IN_REPERTOIRE);
  }

  /**
   * Whether the database said what was wrong with the statement, its values or the rows it needs,
   * so that nothing was done: damage, and classes 21 to 23, 42 and 54.
   */
  static boolean isRejected(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return state.startsWith("21")
        || state.startsWith("22")
        || state.startsWith("23")
        || state.startsWith("42")
        || state.startsWith("54")
        || isDamage(failure);
  }

  /**
   * Fails where the database committed and warned about it: the wait for the synchronous standby
   * was cancelled, so that a fail-over may lose what was committed. Nothing else warns at a commit;
   * the text of the warning depends on the server's language.
   */
  static void checkConfirmed(@Nullable SQLWarning warning) throws SQLException {
    for (SQLWarning each = warning; each != null; each = each.getNextWarning()) {
      if (String.valueOf(each.getSQLState()).startsWith("01")) {
        throw new SQLException("committed, but not replicated", "08007", each);
      }
    }
  }

  /**
   * A connection to a server that shuts down or has become a standby is of no use any more. The
   * pool evicts those of class 08 and 57P01 to 57P03 by itself.
   */
  @java.lang.Override
  public Override adjudicate(SQLException failure) {
    return is(failure, READ_ONLY) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
  }

  private static boolean is(SQLException failure, String state) {
    return state.equals(failure.getSQLState());
  }
}
