package io.todevice.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which of the tables could be distributed by {@code bucket}, as far as their keys allow it. */
@Tag("proof")
class BucketTest {

  @RegisterExtension final TestDatabases databases = new TestDatabases();

  @Test
  @DisplayName("Unique keys begin with bucket, but for those of tokens and of tables with few rows")
  void uniqueKeys() throws SQLException {
    assertThat(
            list(
                "SELECT x.indexrelid::regclass::text FROM pg_index x"
                    + " JOIN pg_class t ON t.oid = x.indrelid"
                    + " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]"
                    + " WHERE t.relnamespace = 'public'::regnamespace AND x.indisunique"
                    + " AND a.attname <> 'bucket'"))
        .containsExactlyInAnyOrder(
            "session_access",
            "session_refresh",
            "counter_pkey",
            "inbox_total_pkey",
            "schema_history_pk",
            "store_property_pkey",
            "usage_total_pkey");
  }

  @Test
  @DisplayName("No foreign key joins rows of different buckets: there is none")
  void foreignKeys() throws SQLException {
    assertThat(list("SELECT conname FROM pg_constraint WHERE contype = 'f'")).isEmpty();
  }

  private List<String> list(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = TestDatabases.connect(databases.create());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }
}
