package io.todevice.proof.crash;

import io.todevice.Main;
import io.todevice.proof.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, which can be killed and started again on the same store. */
final class ServerProcess implements AutoCloseable {

  private static final Pattern ADDRESS = Pattern.compile("listening on (http://\\S+) ");

  private final List<String> command;
  private final Path errors;
  private final Optional<PowerLoss> power;
  private volatile Client client;
  private Process process;

  /**
   * Starts one.
   *
   * @param store the value of {@code --store}
   * @param directory for its log
   * @param power with which it is killed, so that it loses what it has not flushed
   */
  ServerProcess(String store, Path directory, Optional<PowerLoss> power) throws IOException {
    this.power = power;
    errors = directory.resolve("errors.txt");
    command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "serve",
                "--port",
                "0",
                "--store",
                store,
                "--requests-per-second",
                "0",
                "--public-requests-per-second",
                "0"));
    process = launch();
    client = connect();
  }

  private Process launch() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
    power.ifPresent(cut -> builder.environment().putAll(cut.environment()));
    return builder.start();
  }

  private Client connect() throws IOException {
    Matcher line = ADDRESS.matcher(String.valueOf(process.inputReader().readLine()));
    if (!line.find()) {
      throw new AssertionError("the server did not start: " + Files.readString(errors));
    }
    return new Client(line.group(1));
  }

  /** A client of the process that runs now, or ran last. Any thread. */
  Client client() {
    return client;
  }

  /** Kills the process as the kernel does it, and starts another. */
  void killAndRestart() throws IOException, InterruptedException {
    // The process's own method would close its pipes, and with them what it still writes.
    process.toHandle().destroyForcibly();
    process.waitFor();
    if (power.isPresent()) {
      power.get().cut();
    }
    process = launch();
    client = connect();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
