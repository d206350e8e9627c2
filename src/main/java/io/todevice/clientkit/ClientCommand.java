package io.todevice.clientkit;

import io.todevice.text.OneLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A client that is started by a command of the shell. When it is ended, so is everything that it
 * has started.
 */
public final class ClientCommand implements RunningClient {

  private static final int NOT_FOUND = 127;
  private static final int END_SECONDS = 5;

  private final String command;
  private final Process process;
  private final Thread hook = new Thread(this::kill);
  private final Thread errors;
  private volatile String lastError = "";

  private ClientCommand(String command) {
    this.command = command;
    try {
      process = new ProcessBuilder("sh", "-c", command).start();
    } catch (IOException e) {
      throw new UnusableClientException("the command cannot be started: no shell");
    }
    Runtime.getRuntime().addShutdownHook(hook);
    errors = new Thread(this::readErrors, "client-errors");
    errors.setDaemon(true);
    errors.start();
  }

  /** Starts the command each time. */
  public static Launcher of(String command) {
    return () -> new ClientCommand(command);
  }

  private void readErrors() {
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          lastError = line.strip();
        }
      }
    } catch (IOException e) {
      // It has ended.
    }
  }

  @Override
  public OutputStream input() {
    return process.getOutputStream();
  }

  @Override
  public InputStream output() {
    return process.getInputStream();
  }

  @Override
  public String describeEnd() {
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        return "its output has ended";
      }
      errors.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Optional<String> said = Optional.of(lastError).filter(line -> !line.isEmpty());
    return process.exitValue() == NOT_FOUND
        ? "the command was not found: " + OneLine.quote(command)
        : "it ended with exit code "
            + process.exitValue()
            + said.map(line -> ": " + OneLine.of(line)).orElse("");
  }

  /** Process handles, unlike the process, leave the pipes to who reads them. */
  private void kill() {
    Stream.concat(process.descendants(), Stream.of(process.toHandle()))
        .toList()
        .forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    kill();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The hook runs already.
    }
  }
}
