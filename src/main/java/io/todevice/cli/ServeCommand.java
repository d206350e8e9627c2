package io.todevice.cli;

import io.todevice.cli.common.ExitCodes;
import io.todevice.cli.logging.ConsoleLogging;
import io.todevice.config.ConfigFile;
import io.todevice.config.ServerConfig;
import io.todevice.server.ListenFailure;
import io.todevice.server.RunningServer;
import io.todevice.server.ServerLauncher;
import io.todevice.settings.RequestLimits;
import io.todevice.settings.ServerSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code serve}: runs a server until it is stopped. */
final class ServeCommand implements Callable<Integer> {

  static final String NAME = "serve";

  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  /** How long a report may take behind the grace, which the requests alone may use up. */
  private static final Duration REPORT_TIME = Duration.ofSeconds(5);

  private final ServerLauncher launcher;
  private final Consumer<Thread> shutdownHooks;
  private final Map<String, String> environment;
  private final CommandSpec spec;

  private ServeCommand(
      ServerLauncher launcher, Consumer<Thread> shutdownHooks, Map<String, String> environment) {
    this.launcher = launcher;
    this.environment = environment;
    this.shutdownHooks = shutdownHooks;
    this.spec = ServeOptions.addTo(CommandSpec.wrapWithoutInspection(this).name(NAME));
  }

  /**
   * The command.
   *
   * @param launcher what starts the server
   * @param shutdownHooks takes what is to run when the process has to end
   * @param environment the environment variables
   */
  static CommandSpec spec(
      ServerLauncher launcher, Consumer<Thread> shutdownHooks, Map<String, String> environment) {
    return new ServeCommand(launcher, shutdownHooks, environment).spec;
  }

  @Override
  public Integer call() throws StartFailure {
    ParseResult parsed = spec.commandLine().getParseResult();
    ServerConfig config = ServeOptions.config(parsed, environment);
    if (parsed.hasMatchedOption(ServeOptions.PRINT_CONFIG)) {
      return print(ConfigFile.write(config.settings()));
    } else if (parsed.hasMatchedOption(ServeOptions.CHECK)) {
      return print("the settings are good" + System.lineSeparator());
    }
    if (config.settings().isSet(ServerSettings.LOG_LEVEL)) {
      ConsoleLogging.setLevel(config.get(ServerSettings.LOG_LEVEL));
    }
    RunningServer server = start(config);
    stopAtSignal(server, config);
    PrintWriter out = spec.commandLine().getOut();
    out.println(StartupLine.of(config, server));
    out.flush();
    if (!server.isDurable()) {
      LOG.warn(
          "everything is kept in {}: a restart forgets all accounts, devices and messages",
          server.storeDescription());
    }
    return await(server);
  }

  private int print(String text) {
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
    return ExitCodes.DONE;
  }

  private RunningServer start(ServerConfig config) throws StartFailure {
    try {
      var unused = InetAddress.getByName(config.listen().host());
      return launcher.start(config);
    } catch (ListenFailure e) {
      throw StartFailure.of(ServerSettings.ADMIN_PORT, e.place(), e.reason());
    } catch (IOException | UnresolvedAddressException e) {
      throw StartFailure.of(ServerSettings.PORT, config.listen(), e);
    }
  }

  private void stopAtSignal(RunningServer server, ServerConfig config) {
    Duration grace =
        config
            .get(RequestLimits.SHUTDOWN_GRACE)
            .plus(config.get(ServerSettings.STRICT) ? REPORT_TIME : Duration.ZERO);
    Runnable shutdown = new GracefulShutdown(server, grace, spec.commandLine().getOut());
    try {
      shutdownHooks.accept(new Thread(shutdown, "shutdown"));
    } catch (IllegalStateException theSignalHasCome) {
      server.close();
    }
  }

  private static int await(RunningServer server) {
    try {
      server.awaitStopped();
      return ExitCodes.DONE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      server.close();
      return ExitCodes.FAILED;
    }
  }
}
