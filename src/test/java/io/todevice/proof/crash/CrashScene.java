package io.todevice.proof.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.proof.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Clients that send and receive while their server is killed. What they do follows a seed. */
final class CrashScene implements AutoCloseable {

  private static final int SENDERS = 6;
  private static final int RECEIVERS = 4;

  /** Lives are measured in what was done in them, as machines differ in how soon that begins. */
  private static final int MOST_ANSWERED_IN_A_LIFE = 400;

  private static final Duration LONGEST_LIFE = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final long seed;
  private final ServerProcess server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicBoolean isKilling = new AtomicBoolean(true);
  private final AtomicBoolean isSending = new AtomicBoolean(true);
  private final History history = new History();
  private final LongAdder answered = new LongAdder();
  private final LongAdder repeated = new LongAdder();
  private final LongAdder givenUp = new LongAdder();
  private final LongAdder received = new LongAdder();

  /** A user's device. */
  private record Member(String userId, String token) {}

  /**
   * Starts the server.
   *
   * @param store the value of {@code --store}
   * @param power what else goes with the server, if not its process alone
   */
  CrashScene(long seed, String store, Path directory, Optional<PowerLoss> power)
      throws IOException {
    this.seed = seed;
    server = new ServerProcess(store, directory, power);
  }

  /**
   * Kills the server so many times, and returns what went wrong.
   *
   * @throws ExecutionException if a client was refused something that it must be able to do
   */
  List<String> play(int kills) throws IOException, InterruptedException, ExecutionException {
    List<Member> receivers =
        IntStream.range(0, RECEIVERS).mapToObj(i -> register("r" + i)).toList();
    List<Member> senders = IntStream.range(0, SENDERS).mapToObj(i -> register("s" + i)).toList();
    List<Future<?>> sending = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      int number = i;
      sending.add(threads.submit(() -> send(number, senders.get(number), receivers)));
    }
    List<Future<?>> receiving = new ArrayList<>();
    for (int i = 0; i < RECEIVERS; i++) {
      int number = i;
      receiving.add(threads.submit(() -> receive(number, receivers.get(number))));
    }
    Random random = new Random(seed);
    for (int i = 0; i < kills; i++) {
      long enough = answered.sum() + random.nextInt(MOST_ANSWERED_IN_A_LIFE);
      await()
          .atMost(LONGEST_LIFE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1 + random.nextInt(5)))
          .until(() -> answered.sum() >= enough);
      server.killAndRestart();
    }
    isKilling.set(false);
    for (Future<?> sender : sending) {
      sender.get();
    }
    isSending.set(false);
    for (Future<?> receiver : receiving) {
      receiver.get();
    }
    return history.violations();
  }

  private Member register(String name) {
    Reply reply =
        server
            .client()
            .call(
                "POST",
                "register",
                null,
                "{\"username\":\"%s\",\"password\":\"password\",\"auth\":{\"type\":\"m.login.dummy\"}}"
                    .formatted(name));
    return new Member(reply.member("user_id"), reply.member("access_token"));
  }

  /** One request after the other, most of them until they are answered 200. */
  private void send(int number, Member self, List<Member> receivers) {
    Random random = new Random(seed * 1_000 + number);
    for (int n = 0; isKilling.get(); n++) {
      Message message = new Message(number, n);
      List<Integer> to =
          IntStream.range(0, RECEIVERS)
              .filter(i -> random.nextInt(RECEIVERS) == 0)
              .boxed()
              .toList();
      String path = "sendToDevice/org.example.crash/" + n;
      String body =
          to.stream()
              .map(i -> "\"%s\":{\"*\":%s}".formatted(receivers.get(i).userId(), message.content()))
              .collect(Collectors.joining(",", "{\"messages\":{", "}}"));
      boolean isPersistent = random.nextInt(10) > 0;
      boolean isAnswered = put(path, self, body);
      while (!isAnswered && isPersistent) {
        pause();
        repeated.increment();
        isAnswered = put(path, self, body);
      }
      (isAnswered ? answered : givenUp).increment();
      for (int receiver : to) {
        synchronized (history) {
          history.send(message, receiver, isAnswered);
        }
      }
      if (isAnswered && random.nextInt(10) == 0) {
        repeated.increment();
        put(path, self, body);
      }
    }
  }

  private boolean put(String path, Member self, String body) {
    return call("PUT", path, self, body) != null;
  }

  /** Page after page; now and then one is not taken in, and has to come again. */
  private void receive(int number, Member self) {
    Random random = new Random(seed * 1_000 + SENDERS + number);
    String since = "";
    List<Message> mustComeAgain = List.of();
    boolean isLast = false;
    while (!isLast || !mustComeAgain.isEmpty()) {
      boolean wasSending = isSending.get();
      Reply reply = call("GET", "sync?timeout=1000" + since, self, null);
      if (reply == null) {
        pause();
        continue;
      }
      List<Message> page = reply.events().stream().map(event -> message(event.content())).toList();
      if (page.size() < mustComeAgain.size()
          || !page.subList(0, mustComeAgain.size()).equals(mustComeAgain)) {
        throw new AssertionError("was there and is not: " + mustComeAgain + ", but " + page);
      }
      isLast = page.isEmpty() && !wasSending;
      if (random.nextInt(10) == 0) {
        mustComeAgain = page;
        continue;
      }
      mustComeAgain = List.of();
      since = "&since=" + reply.member("next_batch");
      received.add(page.size());
      synchronized (history) {
        history.arrive(number, page);
      }
    }
  }

  private static Message message(String content) {
    JsonNode json = new Reply(200, content.getBytes(UTF_8)).json();
    return new Message(json.path("sender").asInt(), json.path("number").asInt());
  }

  /** The answer 200; null where nobody knows what became of the request. */
  private @Nullable Reply call(String method, String path, Member self, @Nullable String body) {
    Reply reply;
    try {
      reply = server.client().call(method, path, self.token(), body);
    } catch (CompletionException killed) {
      return null;
    }
    if (reply.status() != 200 && reply.status() != 429 && reply.status() != 503) {
      throw new AssertionError(path + " was answered " + reply.status() + " " + reply.text());
    }
    return reply.status() == 200 ? reply : null;
  }

  private static void pause() {
    LockSupport.parkNanos(PAUSE.toNanos());
    if (Thread.interrupted()) {
      throw new AssertionError("the proof was stopped");
    }
  }

  /** What was done. */
  @Override
  public String toString() {
    return "crash.seed=%d: %d requests answered, %d given up, %d repeats, %d messages received"
        .formatted(seed, answered.sum(), givenUp.sum(), repeated.sum(), received.sum());
  }

  @Override
  public void close() throws InterruptedException {
    threads.shutdownNow();
    server.close();
  }
}
