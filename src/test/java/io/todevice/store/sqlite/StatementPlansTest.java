package io.todevice.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.settings.Settings;
import io.todevice.store.Store;
import io.todevice.store.contract.AccountContract;
import io.todevice.store.contract.AccountDataNewsContract;
import io.todevice.store.contract.DeviceContract;
import io.todevice.store.contract.DeviceDeletionContract;
import io.todevice.store.contract.FilterContract;
import io.todevice.store.contract.InboxBoundsContract;
import io.todevice.store.contract.InboxRetentionContract;
import io.todevice.store.contract.KeyBackupContract;
import io.todevice.store.contract.KeyChangeContract;
import io.todevice.store.contract.KeyContract;
import io.todevice.store.contract.ManualClock;
import io.todevice.store.contract.ReadContract;
import io.todevice.store.contract.RefreshContract;
import io.todevice.store.contract.SendContract;
import io.todevice.store.contract.SessionContract;
import io.todevice.store.contract.TransactionBoundsContract;
import io.todevice.store.contract.TransactionContract;
import io.todevice.store.contract.UserDataContract;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every statement that these contracts lead to finds its rows by an index. */
class StatementPlansTest
    implements AccountContract,
        AccountDataNewsContract,
        DeviceContract,
        DeviceDeletionContract,
        FilterContract,
        InboxBoundsContract,
        InboxRetentionContract,
        KeyBackupContract,
        KeyChangeContract,
        KeyContract,
        ReadContract,
        RefreshContract,
        SendContract,
        SessionContract,
        TransactionContract,
        TransactionBoundsContract,
        UserDataContract {

  private static final StatementPlans PLANS = new StatementPlans();

  private final ManualClock clock = new ManualClock();
  private final Store store = store(Settings.NONE);

  @Override
  public Store store() {
    return store;
  }

  @Override
  public Store store(Settings bounds) {
    return ExplainedDatabase.store(bounds, clock, PLANS);
  }

  @Override
  public ManualClock clock() {
    return clock;
  }

  @AfterAll
  static void noStatementScansATable() {
    assertThat(PLANS.count()).isGreaterThan(100);
    assertThat(PLANS.scans()).isEmpty();
  }

  @Test
  @DisplayName("A statement that scans a table is found")
  void scanIsFound() throws SQLException {
    StatementPlans plans = new StatementPlans();
    try (ExplainedDatabase database = ExplainedDatabase.open(clock, plans)) {
      database.read(tx -> tx.number("SELECT inbox FROM message WHERE type = ?", "x"));
    }

    assertThat(plans.scans()).hasSize(1);
  }
}
