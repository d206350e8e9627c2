package io.todevice.clientkit;

import io.todevice.text.OneLine;
import io.todevice.threads.Daemons;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A client that is started by a command of the shell. When it is ended, so is everything that it
 * has started; where the system has {@code /proc}, also what has left its process tree.
 */
public final class ClientCommand implements RunningClient {

  private static final int NOT_FOUND = 127;
  private static final int END_SECONDS = 5;
  private static final int MAX_ERROR = 1000;

  /** A process that starts others while it is killed may be a step ahead. */
  private static final int MAX_KILLS = 10;

  /** In the environment of the client, and of what it starts. */
  private static final String MARK = "TODEVICE_CLIENT_RUN";

  private final String mark = UUID.randomUUID().toString();
  private final String command;
  private final Process process;
  private final Thread hook = new Thread(this::kill);
  private final Thread errors;
  private volatile String lastError = "";

  private ClientCommand(String command) {
    this.command = command;
    try {
      ProcessBuilder builder = new ProcessBuilder("sh", "-c", command);
      builder.environment().put(MARK, mark);
      process = builder.start();
    } catch (IOException e) {
      throw new UnusableClientException("the command cannot be started: no shell");
    }
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      kill();
      throw new UnusableClientException("the command is not started: the kit ends");
    }
    errors = Daemons.start("client-errors", this::readErrors);
  }

  /** Starts the command each time. */
  public static Launcher of(String command) {
    return () -> new ClientCommand(command);
  }

  private void readErrors() {
    try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
      boolean isRest = false;
      for (Optional<OutputLine> line = OutputLine.read(errors, MAX_ERROR);
          line.isPresent();
          line = OutputLine.read(errors, MAX_ERROR)) {
        if (!isRest && !line.get().text().isBlank()) {
          lastError = line.get().text().strip();
        }
        isRest = line.get().isCut();
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
    List<ProcessHandle> left =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    for (int i = 0; !left.isEmpty() && i < MAX_KILLS; i++) {
      left.forEach(ProcessHandle::destroyForcibly);
      left = ProcessHandle.allProcesses().filter(this::isMarked).toList();
    }
  }

  private boolean isMarked(ProcessHandle any) {
    try {
      Path environment = Path.of("/proc", Long.toString(any.pid()), "environ");
      return Files.readString(environment, StandardCharsets.ISO_8859_1).contains(mark);
    } catch (IOException e) {
      // It has ended, is another user's, or the system does not show it.
      return false;
    }
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
