package io.todevice.cli;

import io.todevice.server.ServerLauncher;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a command line printed and returned.
 *
 * @param exitCode what it returned
 * @param out standard output
 * @param err standard error
 * @param hooks what is to run when the process is told to end
 */
public record CommandRun(int exitCode, String out, String err, List<Thread> hooks) {

  private static final ServerLauncher NO_SERVER =
      config -> {
        throw new AssertionError("a server was started");
      };

  /** Runs a command line whose servers {@code launcher} starts. */
  static CommandRun of(ServerLauncher launcher, String... args) {
    return of(launcher, Map.of(), args);
  }

  /** The same with environment variables. */
  static CommandRun of(ServerLauncher launcher, Map<String, String> environment, String... args) {
    return run(hooks -> new ServerCommandLine(launcher, hooks, environment), args);
  }

  private static CommandRun run(
      Function<Consumer<Thread>, ServerCommandLine> commandLine, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<Thread> hooks = new ArrayList<>();
    int exitCode =
        commandLine
            .apply(hooks::add)
            .printingTo(new PrintWriter(out), new PrintWriter(err))
            .run(args);
    return new CommandRun(exitCode, out.toString(), err.toString(), hooks);
  }

  /** Runs a command line that must not start a server. */
  public static CommandRun withoutServer(String... args) {
    return of(NO_SERVER, args);
  }

  /** Runs the command line of the server's jar, which has no tools. */
  static CommandRun withoutTools(String... args) {
    return run(hooks -> new ServerCommandLine(NO_SERVER, hooks, Map.of(), List.of()), args);
  }
}
