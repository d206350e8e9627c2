package io.todevice.cli;

import io.todevice.cli.common.ExitCodes;
import io.todevice.cli.common.Flags;
import io.todevice.cli.common.Tool;
import io.todevice.cli.store.StoreCommand;
import io.todevice.server.BuildInfo;
import io.todevice.server.ServerLauncher;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The program's command line. Without a command it is {@code serve}, also where only options are
 * given.
 */
public final class ServerCommandLine {

  private final CommandLine commandLine;

  /**
   * A command line that starts servers with {@code launcher}, prints to the process's own streams
   * and stops at its signals.
   */
  public ServerCommandLine(ServerLauncher launcher) {
    this(launcher, Runtime.getRuntime()::addShutdownHook, System.getenv());
    // Like the log, and whatever the locale: a report that is piped into a file must not lose
    // characters.
    commandLine.setOut(
        new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
  }

  ServerCommandLine(
      ServerLauncher launcher, Consumer<Thread> shutdownHooks, Map<String, String> environment) {
    this(launcher, shutdownHooks, environment, findTools());
  }

  ServerCommandLine(
      ServerLauncher launcher,
      Consumer<Thread> shutdownHooks,
      Map<String, String> environment,
      List<Tool> tools) {
    CommandSpec root = CommandSpec.create().name("todevice-server");
    root.addOption(Flags.help()).addOption(Flags.version());
    root.usageMessage()
        .description("A Matrix send-to-device server.")
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCodes.DESCRIPTIONS)
        .footer(
            "",
            "Without a command: " + ServeCommand.NAME + ". Help on a command: help COMMAND.",
            tools.isEmpty() ? "todevice-kit.jar has the tools: conformance, spec and others." : "");
    root.versionProvider(() -> BuildInfo.lines().toArray(String[]::new));
    root.addSubcommand(
        ServeCommand.NAME,
        new CommandLine(ServeCommand.spec(launcher, shutdownHooks, environment)));
    tools.stream().map(Tool::spec).forEach(tool -> root.addSubcommand(tool.name(), tool));
    root.addSubcommand(StoreCommand.NAME, StoreCommand.spec());
    root.addSubcommand(FaultsCommand.NAME, FaultsCommand.spec(shutdownHooks));
    CommandSpec completion =
        CommandSpec.wrapWithoutInspection((Callable<Integer>) this::printCompletion)
            .addOption(Flags.help());
    completion
        .usageMessage()
        .description("Prints a script that completes commands and options in bash and zsh.");
    root.addSubcommand("completion", completion);
    ErrorLines errorLines = new ErrorLines(!tools.isEmpty());
    commandLine =
        new CommandLine(root)
            .setExpandAtFiles(false)
            .setParameterExceptionHandler(errorLines)
            .setExecutionExceptionHandler(errorLines);
  }

  /** The commands of the tools; none in the server's jar. */
  private static List<Tool> findTools() {
    return ServiceLoader.load(Tool.class, Tool.class.getClassLoader()).stream()
        .map(Provider::get)
        .toList();
  }

  /** The same with other streams. */
  ServerCommandLine printingTo(PrintWriter out, PrintWriter err) {
    commandLine.setOut(out).setErr(err);
    return this;
  }

  /**
   * Does what {@code args} say, and returns what to exit with: {@link ExitCodes#FAILED} also where
   * its output could not be written.
   */
  public int run(String... args) {
    int exitCode = commandLine.execute(withCommand(args));
    if (commandLine.getOut().checkError()) {
      commandLine.getErr().println("cannot write to standard output");
      return exitCode == ExitCodes.DONE ? ExitCodes.FAILED : exitCode;
    }
    return exitCode;
  }

  /** Whether it has the command that {@code args} name. */
  public boolean hasCommand(String... args) {
    String command = withCommand(args)[0];
    return command.startsWith("-") || commandLine.getSubcommands().containsKey(command);
  }

  /** Whether the command that {@code args} name serves requests until it is stopped. */
  public boolean isServer(String... args) {
    return List.of(ServeCommand.NAME, FaultsCommand.NAME).contains(withCommand(args)[0]);
  }

  private static String[] withCommand(String... args) {
    if (args.length > 0 && args[0].equals("help")) {
      return Stream.concat(Stream.of(args).skip(1), Stream.of("--help")).toArray(String[]::new);
    }
    return isCommand(args) ? args : withServe(args);
  }

  private int printCompletion() {
    commandLine.getOut().println(AutoComplete.bash(commandLine.getCommandName(), commandLine));
    commandLine.getOut().flush();
    return ExitCodes.DONE;
  }

  private static boolean isCommand(String... args) {
    return args.length > 0
        && (!args[0].startsWith("-")
            || Stream.of("-h", "--help", "-V", "--version").anyMatch(args[0]::equals));
  }

  private static String[] withServe(String... args) {
    return Stream.concat(Stream.of(ServeCommand.NAME), Stream.of(args)).toArray(String[]::new);
  }
}
