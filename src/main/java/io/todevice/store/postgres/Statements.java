package io.todevice.store.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The statements that carry out batches, from files beside this package. */
enum Statements {
  SEND,
  READ,
  ACKNOWLEDGE;

  private final String sql;

  Statements() {
    String file = "statements/" + name().toLowerCase(Locale.ROOT) + ".sql";
    try (InputStream in = Statements.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks " + file);
      }
      sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text, with parameters in the order in which they stand in it. */
  String sql() {
    return sql;
  }
}
