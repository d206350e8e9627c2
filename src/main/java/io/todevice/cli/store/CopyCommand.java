package io.todevice.cli.store;

import io.todevice.cli.common.ExitCodes;
import io.todevice.cli.common.OptionValues;
import io.todevice.config.ConfigException;
import io.todevice.settings.StoreAddress;
import io.todevice.store.postgres.PostgresCopy;
import io.todevice.store.sql.CopyEnd;
import io.todevice.store.sql.StoreCopy;
import io.todevice.store.sqlite.SqliteCopy;
import java.io.PrintWriter;

/** {@code store copy}: moves everything from one store to another. */
final class CopyCommand {

  private CopyCommand() {}

  /** Copies, and prints a line for each table. */
  static int run(OptionValues values, PrintWriter out) {
    StoreAddress from = store(values, 0, "FROM");
    StoreAddress to = store(values, 1, "TO");
    if (from.equals(to)) {
      throw new ConfigException("TO", "is the store that is copied");
    }
    try (CopyEnd source = StoreCommand.get("FROM", from, () -> source(from))) {
      String name = StoreCommand.get("FROM", from, () -> StoreCopy.name(source, from.toString()));
      return StoreCommand.get(
          "TO",
          to,
          () -> {
            try (CopyEnd target = target(to, name)) {
              StoreCopy.run(source, target, name, out::println);
            }
            out.println(to + ": copied");
            return ExitCodes.DONE;
          });
    }
  }

  private static StoreAddress store(OptionValues values, int index, String name) {
    return StoreAddress.find(values.argument(index))
        .filter(address -> address.kind() != StoreAddress.Kind.MEMORY)
        .orElseThrow(
            () -> new ConfigException(name, "must be sqlite:PATH or postgresql://HOST/DATABASE"));
  }

  private static CopyEnd source(StoreAddress address) {
    return address.kind() == StoreAddress.Kind.SQLITE
        ? SqliteCopy.source(address.place())
        : PostgresCopy.source(address.place());
  }

  private static CopyEnd target(StoreAddress address, String name) {
    return address.kind() == StoreAddress.Kind.SQLITE
        ? SqliteCopy.target(address.place(), name)
        : PostgresCopy.target(address.place(), name);
  }
}
