package io.todevice.cli.store;

import io.todevice.cli.common.ExitCodes;
import io.todevice.cli.common.Flags;
import io.todevice.cli.common.OptionValues;
import io.todevice.cli.common.Options;
import io.todevice.config.ConfigException;
import io.todevice.store.UnusableStoreException;
import io.todevice.store.sqlite.NewFile;
import io.todevice.store.sqlite.SqliteMaintenance;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/** {@code store}: the group of the commands about stores. */
public final class StoreCommand {

  /** What it is called. */
  public static final String NAME = "store";

  private static final String FILE = "FILE";
  private static final String COPY = "COPY";
  private static final String FILE_HELP = "The file of the store, the PATH of --store sqlite:PATH.";

  private StoreCommand() {}

  /** Does something and prints what came of it. */
  @FunctionalInterface
  private interface Action {

    /** Returns what to exit with. */
    int run(OptionValues values, PrintWriter out);
  }

  /** The group with its commands. */
  public static CommandSpec spec() {
    CommandSpec group = CommandSpec.create().name(NAME);
    group.usageMessage().description("Commands about stores.");
    group.addOption(Flags.help());
    group.addSubcommand(
        "check",
        command(
            "check",
            StoreCommand::check,
            "Reads the whole file and reports damage. A server may be using it.",
            FILE,
            FILE_HELP));
    group.addSubcommand(
        "stats",
        command(
            "stats",
            StoreCommand::statistics,
            "Prints what the store holds. A server may be using it.",
            FILE,
            FILE_HELP));
    group.addSubcommand(
        "backup",
        command(
            "backup",
            StoreCommand::backup,
            "Writes a copy of the store as it is at one moment. A server may be using it.",
            FILE,
            FILE_HELP,
            COPY,
            "The file to write, which must not exist."));
    group.addSubcommand(
        "restore",
        command(
            "restore",
            StoreCommand::restore,
            "Makes a store of a copy. No server may be using the store.",
            COPY,
            "What store backup has written.",
            FILE,
            "The file of the store. It must not exist."));
    group.addSubcommand(
        "copy",
        command(
            "copy",
            StoreCommand::copy,
            "Copies everything from one store to another, and compares them. No server may be using"
                + " either. Goes on where it was interrupted.",
            "FROM",
            "sqlite:PATH or postgresql://HOST/DATABASE",
            "TO",
            "The same. It must be empty."));
    return group;
  }

  private static CommandSpec command(
      String name, Action action, String description, String... arguments) {
    CommandSpec[] self = new CommandSpec[1];
    Callable<Integer> body =
        () -> {
          OptionValues values = new OptionValues(self[0].commandLine().getParseResult());
          return action.run(values, self[0].commandLine().getOut());
        };
    self[0] = CommandSpec.wrapWithoutInspection(body).name(name);
    Options options = new Options(self[0], description);
    for (int i = 0; i < arguments.length; i += 2) {
      options = options.argument(arguments[i], arguments[i + 1], true);
    }
    return options.command();
  }

  private static int check(OptionValues values, PrintWriter out) {
    Path file = file(values, 0, FILE);
    List<String> faults = get(FILE, file, () -> SqliteMaintenance.check(file));
    faults.forEach(fault -> out.println(file + ": " + fault));
    if (faults.isEmpty()) {
      out.println(file + ": no damage found");
    }
    return faults.isEmpty() ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private static int statistics(OptionValues values, PrintWriter out) {
    Path file = file(values, 0, FILE);
    get(FILE, file, () -> SqliteMaintenance.statistics(file))
        .forEach((name, value) -> out.println(name + ": " + value));
    return ExitCodes.DONE;
  }

  private static int backup(OptionValues values, PrintWriter out) {
    Path file = file(values, 0, FILE);
    Path copy = file(values, 1, COPY);
    try (NewFile written = get(COPY, copy, () -> NewFile.at(copy))) {
      long bytes = get(FILE, file, () -> SqliteMaintenance.backup(file, written));
      out.println(copy + ": " + bytes + " bytes");
    }
    return ExitCodes.DONE;
  }

  private static int restore(OptionValues values, PrintWriter out) {
    Path copy = file(values, 0, COPY);
    Path file = file(values, 1, FILE);
    try (NewFile written = get(FILE, file, () -> NewFile.at(file))) {
      long bytes = get(COPY, copy, () -> SqliteMaintenance.restore(copy, written));
      out.println(file + ": " + bytes + " bytes");
    }
    return ExitCodes.DONE;
  }

  /** In a class of its own: a server without such a store loads nothing of databases. */
  private static int copy(OptionValues values, PrintWriter out) {
    return CopyCommand.run(values, out);
  }

  private static Path file(OptionValues values, int index, String name) {
    return OptionValues.path(name, values.argument(index)).toAbsolutePath();
  }

  /** Runs what may find that a store can't be used; then one line says so. */
  static <T> T get(String argument, Object store, Supplier<T> action) {
    try {
      return action.get();
    } catch (UnusableStoreException e) {
      throw new ConfigException(argument, store + ": " + e.getMessage());
    }
  }
}
