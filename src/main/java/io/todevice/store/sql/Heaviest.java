package io.todevice.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The user who takes most of what all share.
 *
 * @param share how much of it the user gives before another takes as much, or before the next is
 *     looked for
 */
record Heaviest(Usage.Kind kind, Usage.Owner owner, long share) {

  /** How many of the users in one size class are compared. */
  private static final int COMPARED = 500;

  /** A user loses a sixteenth at once where others take as much. */
  private static final int SLACK = 16;

  private record Row(Usage.Kind kind, Usage.Owner owner, long weight, int sizeClass) {}

  /** The heaviest in any of these kinds; empty where nobody takes anything. */
  static Optional<Heaviest> find(SqlTransaction tx, List<Usage.Kind> kinds) throws SQLException {
    if (tx.usages().isPresent()) {
      tx.usages().get().store(tx);
    }
    List<Row> rows = new ArrayList<>();
    for (Usage.Kind kind : kinds) {
      rows.addAll(settledTop(tx, kind));
    }
    rows.sort(Comparator.comparingLong(Row::weight).reversed());
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Row top = rows.get(0);
    long next = rows.size() > 1 ? rows.get(1).weight : (1L << (top.sizeClass - 1)) - 1;
    long share = Math.max(1, Math.max(top.weight - next, top.weight / SLACK));
    return Optional.of(new Heaviest(top.kind, top.owner, share));
  }

  /** Those in the highest size class, when all of them belong there. */
  private static List<Row> settledTop(SqlTransaction tx, Usage.Kind kind) throws SQLException {
    while (true) {
      List<Row> rows =
          tx.list(
              "SELECT bucket, owner, weight, size_class FROM usage WHERE kind = ?"
                  + " ORDER BY size_class DESC LIMIT ?",
              row ->
                  new Row(
                      kind,
                      new Usage.Owner(row.getInt(1), row.getString(2)),
                      row.getLong(3),
                      row.getInt(4)),
              kind.code(),
              COMPARED);
      boolean isSettled = true;
      for (Row row : rows) {
        int actual = Usage.sizeClass(row.weight);
        if (actual < row.sizeClass) {
          Usage.setSizeClass(tx, kind, row.owner, actual);
          isSettled = false;
        }
      }
      if (isSettled) {
        return rows;
      }
    }
  }
}
