package io.todevice.store.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows of a table that goes to the database as one array for each column. */
final class Columns {

  private final List<List<@Nullable Object>> columns = new ArrayList<>();
  private final List<String> types;

  /** No rows, with columns of these types. */
  Columns(String... types) {
    this.types = List.of(types);
    for (int i = 0; i < types.length; i++) {
      columns.add(new ArrayList<>());
    }
  }

  /** Adds a row. */
  void add(@Nullable Object... values) {
    for (int i = 0; i < values.length; i++) {
      columns.get(i).add(values[i]);
    }
  }

  /** Sets one parameter for each column, from the parameter {@code first} on; returns the next. */
  int bind(Connection connection, PreparedStatement statement, int first) throws SQLException {
    int parameter = first;
    for (int i = 0; i < types.size(); i++) {
      Array array = connection.createArrayOf(types.get(i), values(i));
      statement.setArray(parameter++, array);
    }
    return parameter;
  }

  /** The elements of an array of a result; none for NULL. */
  @SuppressWarnings("unchecked") // the statement says which they are
  static <T> List<T> list(ResultSet row, int column) throws SQLException {
    Array array = row.getArray(column);
    return array == null ? List.of() : List.of((T[]) array.getArray());
  }

  /** The driver sends these as they are, without a text of each. */
  private @Nullable Object[] values(int column) {
    List<@Nullable Object> values = columns.get(column);
    return switch (types.get(column)) {
      case "bytea" -> values.toArray(new byte[0][]);
      case "text" -> values.toArray(new String[0]);
      case "int8" -> values.toArray(new Long[0]);
      case "int4" -> values.toArray(new Integer[0]);
      case "int2" -> values.stream().map(Columns::toShort).toArray(Short[]::new);
      default -> throw new IllegalArgumentException("no type of a column: " + types.get(column));
    };
  }

  private static Short toShort(@Nullable Object value) {
    return ((Number) Objects.requireNonNull(value)).shortValue();
  }
}
