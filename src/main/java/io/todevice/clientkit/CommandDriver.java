package io.todevice.clientkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.conformance.report.Failure;
import io.todevice.conformance.suite.Json;
import io.todevice.conformance.suite.UnmetException;
import io.todevice.threads.Daemons;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Drives a client by lines of JSON. */
final class CommandDriver implements Driver {

  private static final int END_MILLIS = 2000;

  /** A report has one message at the most, which is much smaller. */
  private static final int MAX_LINE = 1 << 20;

  /** A client that ends together with the kit, as at Ctrl-C, has not ended by itself. */
  private static final int SHARED_END_MILLIS = 300;

  private final RunningClient.Launcher launcher;
  private final Evidence evidence;
  private final Duration limit;
  private final Set<String> sends = ConcurrentHashMap.newKeySet();
  private Run run;

  /**
   * Starts a client, which has said hello then.
   *
   * @param limit how long it may take for that
   * @throws UnusableClientException if it does not
   */
  CommandDriver(RunningClient.Launcher launcher, Evidence evidence, Duration limit)
      throws InterruptedException {
    this.launcher = launcher;
    this.evidence = evidence;
    this.limit = limit;
    run = new Run(launcher.launch());
    awaitHello(1);
  }

  private void awaitHello(int count) throws InterruptedException {
    boolean isThere = false;
    try {
      isThere = evidence.await(() -> evidence.reports("hello").size() == count, limit);
    } finally {
      if (!isThere) {
        close();
      }
    }
    if (!isThere) {
      throw new UnusableClientException(
          "the client has not said hello within " + limit.toSeconds() + " s");
    }
  }

  /** How the client has introduced itself. */
  Hello hello() {
    JsonNode hello = evidence.reports("hello").get(0).value();
    Set<ClientAbility> abilities = new HashSet<>();
    for (JsonNode name : hello.path("abilities")) {
      abilities.add(ClientAbility.find(name.asText()).orElseThrow());
    }
    return new Hello(hello.path("name").asText(), hello.path("version").asText(), abilities);
  }

  @Override
  public boolean hasReports() {
    return true;
  }

  @Override
  public void start(Login login) {
    run.write(login.toCommand());
  }

  @Override
  public void restart(Login login) throws InterruptedException {
    run.end();
    int hellos = evidence.reports("hello").size();
    run = new Run(launcher.launch());
    awaitHello(hellos + 1);
    start(login);
  }

  @Override
  public void send(String id, String type, String userId, String deviceId, String contentJson) {
    ObjectNode command = command("send").put("id", id).put("type", type);
    command.putObject("messages").putObject(userId).set(deviceId, Json.of(contentJson));
    sends.add(id);
    run.write(command);
  }

  @Override
  public void follow(String userId) {
    run.write(command("follow").put("user_id", userId));
  }

  private static ObjectNode command(String name) {
    return JsonNodeFactory.instance.objectNode().put("do", name);
  }

  @Override
  public void holdReports() {
    run.isHolding = true;
  }

  @Override
  public void close() {
    try {
      run.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One process of the client. */
  private final class Run {

    private final RunningClient client;
    private final Thread reader;
    private boolean isEnding;
    private volatile boolean isHolding;
    private int lines;

    Run(RunningClient client) {
      this.client = client;
      reader = Daemons.start("client-reports", this::read);
    }

    synchronized void write(ObjectNode command) {
      try {
        client.input().write((command + "\n").getBytes(StandardCharsets.UTF_8));
        client.input().flush();
      } catch (IOException e) {
        // Its end is noticed where its reports are read.
      }
    }

    void end() throws InterruptedException {
      synchronized (this) {
        isEnding = true;
        client.close();
        notifyAll();
      }
      reader.join(END_MILLIS);
    }

    private synchronized void awaitEnd() throws InterruptedException {
      while (!isEnding) {
        wait();
      }
    }

    private synchronized boolean isEndedByItself() {
      try {
        long last = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SHARED_END_MILLIS);
        for (long left = SHARED_END_MILLIS; !isEnding && left > 0; ) {
          wait(left);
          left = TimeUnit.NANOSECONDS.toMillis(last - System.nanoTime());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return !isEnding;
    }

    private void read() {
      try (BufferedReader in =
          new BufferedReader(new InputStreamReader(client.output(), StandardCharsets.UTF_8))) {
        for (Optional<OutputLine> line = OutputLine.read(in, MAX_LINE);
            line.isPresent();
            line = OutputLine.read(in, MAX_LINE)) {
          lines++;
          accept(line.get());
        }
      } catch (IOException e) {
        // It has ended.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (UnusableClientException | UnmetException e) {
        // A client that is ended in the middle of a line leaves half of one.
        if (isEndedByItself()) {
          evidence.end(e);
        }
        return;
      }
      if (isEndedByItself()) {
        String end = client.describeEnd();
        evidence.end(
            lines == 0
                ? new UnusableClientException("the client did not start: " + end)
                : new UnmetException(new Failure("the client goes on", end, OptionalInt.empty())));
      }
    }

    private void accept(OutputLine line) throws InterruptedException {
      if (line.isCut()) {
        throw new UnusableClientException(
            "line " + lines + " of the client's output is longer than " + MAX_LINE + " characters");
      }
      if (line.text().isBlank()) {
        return;
      }
      ReportLine report = ReportLine.parse(lines, line.text(), sends);
      evidence.report(report.kind(), report.value(), line.text().length());
      if (isHolding && report.kind().equals("received")) {
        awaitEnd();
      }
    }
  }
}
