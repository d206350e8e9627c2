package io.todevice.clientkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.conformance.report.Failure;
import io.todevice.conformance.suite.Json;
import io.todevice.conformance.suite.UnmetException;
import io.todevice.text.OneLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Drives a client by lines of JSON. */
final class CommandDriver implements Driver {

  /** What a client may report. */
  private static final List<String> KINDS = List.of("hello", "received", "sent", "failed", "log");

  private static final int END_MILLIS = 2000;

  private final RunningClient.Launcher launcher;
  private final Evidence evidence;
  private final Duration limit;
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
      abilities.add(
          ClientAbility.find(name.asText())
              .orElseThrow(
                  () ->
                      new UnusableClientException(
                          "there is no ability "
                              + OneLine.quote(name.asText())
                              + " in the client's hello")));
    }
    return new Hello(
        hello.path("name").asText("the client"), hello.path("version").asText(""), abilities);
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
      reader = new Thread(this::read, "client-reports");
      reader.setDaemon(true);
      reader.start();
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

    private synchronized boolean isEnding() {
      return isEnding;
    }

    private void read() {
      try (BufferedReader in =
          new BufferedReader(new InputStreamReader(client.output(), StandardCharsets.UTF_8))) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          lines++;
          accept(line);
        }
      } catch (IOException e) {
        // It has ended.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (UnusableClientException e) {
        // Who is ended in the middle of a line leaves half of one.
        if (!isEnding()) {
          evidence.end(e);
        }
      }
      if (!isEnding()) {
        String end = client.describeEnd();
        evidence.end(
            lines == 0
                ? new UnusableClientException("the client did not start: " + end)
                : new UnmetException(new Failure("the client goes on", end, OptionalInt.empty())));
      }
    }

    private void accept(String line) throws InterruptedException {
      if (line.isBlank()) {
        return;
      }
      JsonNode report =
          Json.find(line.getBytes(StandardCharsets.UTF_8))
              .filter(node -> node.isObject() && node.size() == 1)
              .orElseThrow(() -> problem("one member with a report", line));
      Map.Entry<String, JsonNode> member = report.fields().next();
      if (!KINDS.contains(member.getKey())) {
        throw problem("one of " + String.join(", ", KINDS), line);
      }
      if (lines == 1 && !member.getKey().equals("hello")) {
        throw problem("hello", line);
      }
      evidence.report(member.getKey(), member.getValue());
      if (isHolding && member.getKey().equals("received")) {
        awaitEnd();
      }
    }

    private UnusableClientException problem(String expected, String line) {
      return new UnusableClientException(
          "line "
              + lines
              + " of the client's output is not a JSON object with "
              + expected
              + ": "
              + OneLine.quote(line));
    }
  }
}
