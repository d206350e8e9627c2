package io.todevice.store.sql;

import io.todevice.domain.JsonValue;
import io.todevice.domain.PushRule;
import io.todevice.domain.PushRuleKind;
import io.todevice.domain.PushRules;
import io.todevice.domain.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The push rules of a user as rows. */
final class PushRuleRows {

  private PushRuleRows() {}

  static PushRules list(SqlTransaction tx, UserId user) throws SQLException {
    Map<PushRuleKind, List<PushRule>> rules = new EnumMap<>(PushRuleKind.class);
    tx.each(
        "SELECT kind, id, is_default, is_enabled, actions, conditions, pattern FROM push_rule"
            + " WHERE bucket = ? AND owner = ? ORDER BY kind, place",
        row -> {
          PushRuleKind kind = PushRuleKind.valueOf(row.getString(1));
          rules.computeIfAbsent(kind, added -> new ArrayList<>()).add(rule(row));
          return true;
        },
        user);
    return new PushRules(rules);
  }

  private static PushRule rule(ResultSet row) throws SQLException {
    return new PushRule(
        row.getString(2),
        row.getInt(3) != 0,
        row.getInt(4) != 0,
        JsonValue.of(row.getBytes(5)),
        Optional.ofNullable(row.getBytes(6)).map(JsonValue::of),
        Optional.ofNullable(row.getString(7)));
  }

  static void replace(SqlTransaction tx, UserId user, PushRules rules) throws SQLException {
    tx.update("DELETE FROM push_rule WHERE bucket = ? AND owner = ?", user);
    for (PushRuleKind kind : PushRuleKind.values()) {
      int place = 0;
      for (PushRule rule : rules.list(kind)) {
        tx.update(
            "INSERT INTO push_rule(bucket, owner, kind, place, id, is_default, is_enabled,"
                + " actions, conditions, pattern) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            user,
            kind.name(),
            place++,
            rule.id(),
            rule.isDefault() ? 1 : 0,
            rule.isEnabled() ? 1 : 0,
            rule.actions().toBytes(),
            rule.conditions().map(JsonValue::toBytes).orElse(null),
            rule.pattern().orElse(null));
      }
    }
  }
}
