package io.todevice;

import io.todevice.cli.KitJar;
import io.todevice.cli.ServerCommandLine;
import io.todevice.cli.logging.ConsoleLogging;
import io.todevice.http.wire.OutOfMemory;
import io.todevice.server.TodeviceServer;
import org.slf4j.LoggerFactory;

/**
 * The program: hands its arguments to the command line and exits with what that returns. Commands
 * that the server's jar does not have are run by the kit's, where it is in the same directory.
 */
public final class Main {

  private Main() {}

  /** Runs the program; see {@code --help}. */
  public static void main(String[] args) {
    ConsoleLogging.install();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> {
          OutOfMemory.check(thrown);
          LoggerFactory.getLogger(Main.class).error("{} has ended", thread.getName(), thrown);
        });
    ServerCommandLine commandLine = new ServerCommandLine(TodeviceServer::start);
    if (!commandLine.hasCommand(args)) {
      KitJar.run(args);
    }
    if (!commandLine.isServer(args)) {
      OutOfMemory.setTool();
    }
    System.exit(commandLine.run(args));
  }
}
