package io.todevice.clientkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A small client that does everything right that the kit looks at, but for the mistakes that it is
 * told to make. It speaks the protocol of the kit, in this process or in one of its own.
 */
final class ReferenceClient {

  private final BufferedReader in;
  private final OutputStream out;
  private final EnumSet<Mistake> mistakes;
  private final ThreadGroup threads;
  private final BlockingQueue<JsonNode> sends = new LinkedBlockingQueue<>();
  private @Nullable ReferenceKeys keys;

  /**
   * A client.
   *
   * @param threads where its threads belong
   */
  ReferenceClient(
      InputStream in, OutputStream out, EnumSet<Mistake> mistakes, ThreadGroup threads) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.out = out;
    this.mistakes = mistakes;
    this.threads = threads;
  }

  /** A process of its own; the arguments are mistakes. */
  public static void main(String... args) throws IOException, InterruptedException {
    EnumSet<Mistake> mistakes = EnumSet.noneOf(Mistake.class);
    Stream.of(args).map(Mistake::valueOf).forEach(mistakes::add);
    new ReferenceClient(System.in, System.out, mistakes, Thread.currentThread().getThreadGroup())
        .run();
    System.exit(0);
  }

  /** Says hello, and does what it is told until its input ends. */
  void run() throws IOException, InterruptedException {
    ObjectNode hello = ReferenceHttp.MAPPER.createObjectNode();
    hello.put("name", "reference client").put("version", "1");
    Stream.of(ClientAbility.values())
        .map(ClientAbility::toString)
        .forEach(hello.putArray("abilities")::add);
    report("hello", hello);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonNode command = ReferenceHttp.MAPPER.readTree(line);
      switch (command.path("do").asText()) {
        case "start" -> start(command);
        case "send" -> sends.add(command);
        case "follow" -> follow(command.path("user_id").asText());
        default -> throw new IOException("cannot do " + line);
      }
    }
  }

  private void start(JsonNode command) throws IOException {
    ReferenceHttp http = new ReferenceHttp(command, mistakes);
    ReferenceSender sender = new ReferenceSender(http);
    ReferenceKeys its = new ReferenceKeys(http, command);
    keys = its;
    begin(
        () -> {
          its.publish();
          sync(http, command, its);
        });
    if (mistakes.contains(Mistake.TWO_SYNC_LOOPS)) {
      begin(() -> sync(http, command, its));
    }
    begin(
        () -> {
          while (true) {
            JsonNode send = sends.take();
            String kind = sender.send(send) ? "sent" : "failed";
            report(kind, ReferenceHttp.MAPPER.createObjectNode().set("id", send.path("id")));
          }
        });
  }

  private void sync(ReferenceHttp http, JsonNode command, ReferenceKeys its)
      throws IOException, InterruptedException {
    new ReferenceSync(
            http,
            command.path("sync_timeout_ms").asLong(),
            new ReferenceSync.Handler() {
              @Override
              public void message(JsonNode event) throws IOException {
                report("received", ReferenceContent.alter(event, http));
              }

              @Override
              public void response(JsonNode sync) throws InterruptedException {
                its.take(sync);
              }
            })
        .run();
  }

  private void follow(String userId) {
    ReferenceKeys its = keys;
    if (its != null) {
      begin(() -> its.follow(userId));
    }
  }

  private interface Task {
    void run() throws IOException, InterruptedException;
  }

  private void begin(Task task) {
    Thread thread =
        new Thread(
            threads,
            () -> {
              try {
                task.run();
              } catch (IOException | InterruptedException e) {
                // It has ended, or does not go on because of a mistake.
              }
            },
            "reference-client");
    thread.setDaemon(true);
    thread.start();
  }

  private synchronized void report(String kind, JsonNode value) throws IOException {
    String line = ReferenceHttp.MAPPER.createObjectNode().set(kind, value) + "\n";
    out.write(line.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
