package io.todevice.store.postgres;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceContents;
import io.todevice.domain.DeviceId;
import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.Transaction;
import io.todevice.domain.TransactionId;
import io.todevice.domain.UserId;
import io.todevice.settings.Settings;
import io.todevice.store.InboxPage;
import io.todevice.store.InboxPosition;
import io.todevice.store.PageSize;
import io.todevice.store.Session;
import io.todevice.store.StoreException;
import io.todevice.store.contract.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What clients of two nodes see while something happens to the database: every request that was
 * answered arrives exactly once and in order at each of its recipients, and one that was repeated
 * until it was answered is not doubled. To be run by hand and by the stage of the build that has a
 * cluster: {@code deploy/postgresql/prove}.
 *
 * <p>Arguments: the address, how many seconds to send before and after, a command that does
 * something to the database, one that mends it, and {@code tail} where what was answered before the
 * first one ended may be lost, because the database was told not to wait for its standby.
 */
public final class FailoverProof {

  /** Each run has users of its own: those of another have sent the same transactions. */
  private static final String RUN = Long.toString(System.currentTimeMillis(), 36);

  /** A busy machine notes an answer late. No standby is promoted so soon after a primary's end. */
  private static final Duration LATE = Duration.ofSeconds(3);

  private static final int SENDERS = 5;
  private static final int RECIPIENTS = 3;
  private static final EventType TYPE = new EventType("org.example.proof");
  private static final PageSize PAGE = new PageSize(100, 1 << 20);

  private final List<PostgresStore> nodes = new ArrayList<>();
  private final Map<Integer, List<Integer>> received = new ConcurrentHashMap<>();
  private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong pairs = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong lastAnswer = new AtomicLong(System.nanoTime());
  private final AtomicLong silence = new AtomicLong();
  private final Map<Integer, Long> answeredAt = new ConcurrentHashMap<>();
  private long endOfCommand;
  private volatile boolean isSending = true;
  private volatile boolean isReading = true;

  private FailoverProof() {}

  /** Runs; ends with 1 where anything was lost, doubled or out of order. */
  public static void main(String[] arguments) throws Exception {
    System.exit(new FailoverProof().run(arguments) ? 0 : 1);
  }

  private boolean run(String[] arguments) throws Exception {
    for (int i = 0; i < 2; i++) {
      nodes.add(PostgresStore.open(arguments[0], Settings.NONE, InstantSource.system()));
    }
    List<Session> sessions = new ArrayList<>();
    for (int i = 0; i < SENDERS + RECIPIENTS; i++) {
      DeviceAddress device = new DeviceAddress(user(i), new DeviceId("D"));
      sessions.add(
          repeat(() -> nodes.get(0).devices().signIn(device, Samples.tokens(), Optional.empty()))
              .orElseThrow());
    }
    List<Thread> readers = new ArrayList<>();
    List<Thread> senders = new ArrayList<>();
    int[] sent = new int[SENDERS];
    for (int i = 0; i < RECIPIENTS; i++) {
      int recipient = SENDERS + i;
      readers.add(start(() -> read(recipient, sessions.get(recipient))));
    }
    for (int i = 0; i < SENDERS; i++) {
      int sender = i;
      senders.add(start(() -> sent[sender] = send(sender, sessions.get(sender))));
    }
    Duration around = Duration.ofSeconds(Long.parseLong(arguments[1]));
    Thread.sleep(around.toMillis());
    execute(arguments[2]);
    endOfCommand = System.nanoTime() + LATE.toNanos();
    execute(arguments[3]);
    Thread.sleep(around.toMillis());
    isSending = false;
    for (Thread sender : senders) {
      sender.join();
    }
    isReading = false;
    for (Thread reader : readers) {
      reader.join();
    }
    nodes.forEach(PostgresStore::close);
    return report(sent, arguments.length > 4);
  }

  private boolean report(int[] sent, boolean mayLoseTail) {
    long lostBefore = 0;
    long lostAfter = 0;
    for (int recipient = SENDERS; recipient < SENDERS + RECIPIENTS; recipient++) {
      List<Integer> messages = received.getOrDefault(recipient, List.of());
      checkOrder(recipient, messages);
      Set<Integer> seen = new HashSet<>(messages);
      for (int sender = 0; sender < SENDERS; sender++) {
        for (int number = 0; number < sent[sender]; number++) {
          int message = sender * 1_000_000 + number;
          if (!seen.contains(message)) {
            boolean isBefore = answeredAt.getOrDefault(message, 0L) - endOfCommand < 0;
            lostBefore += isBefore ? 1 : 0;
            lostAfter += isBefore ? 0 : 1;
          }
        }
      }
    }
    faults.stream().limit(10).forEach(System.out::println);
    System.out.printf(
        "%d requests answered, %d of them sent by two nodes at once, %d failures in between; lost"
            + " deliveries: %d of what was answered before, %d after; other faults %d; longest"
            + " silence %.1f s%n",
        answeredAt.size(),
        pairs.get(),
        failures.get(),
        lostBefore,
        lostAfter,
        faults.size(),
        silence.get() / 1e9);
    return faults.isEmpty() && lostAfter == 0 && (mayLoseTail || lostBefore == 0);
  }

  private void checkOrder(int recipient, List<Integer> messages) {
    Map<Integer, Integer> last = new HashMap<>();
    for (int message : messages) {
      Integer before = last.put(message / 1_000_000, message);
      if (before != null && before >= message) {
        faults.add("doubled or out of order: " + message + " at " + recipient);
      }
    }
  }

  /** Sends numbered messages, each until it is answered; returns how many. */
  private int send(int sender, Session session) {
    int number = 0;
    for (; isSending; number++) {
      Transaction transaction =
          new Transaction(session.device(), TYPE, new TransactionId("t" + number));
      int message = sender * 1_000_000 + number;
      PostgresStore one = nodes.get(number % 2);
      if (number % 5 == 0) {
        CompletionStage<Boolean> other = send(nodes.get(1 - number % 2), transaction, message);
        boolean first = repeat(() -> send(one, transaction, message));
        noteAnswer(message);
        try {
          if (first && other.toCompletableFuture().get(30, TimeUnit.SECONDS)) {
            faults.add("both of two copies were carried out: " + message);
          }
          pairs.incrementAndGet();
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
          failures.incrementAndGet();
        }
      } else {
        boolean unused = repeat(() -> send(one, transaction, message));
        noteAnswer(message);
      }
    }
    return number;
  }

  /** The first answer counts: what a copy's was may not have come any more. */
  private void noteAnswer(int message) {
    long now = System.nanoTime();
    answeredAt.put(message, now);
    silence.accumulateAndGet(now - lastAnswer.getAndSet(now), Math::max);
  }

  private static CompletionStage<Boolean> send(
      PostgresStore node, Transaction transaction, int message) {
    Map<UserId, DeviceContents> recipients = new HashMap<>();
    JsonObject content =
        JsonObject.of(("{\"number\":" + message + "}").getBytes(StandardCharsets.UTF_8));
    for (int i = SENDERS; i < SENDERS + RECIPIENTS; i++) {
      recipients.put(user(i), new DeviceContents(Map.of(), Optional.of(content)));
    }
    return node.messages()
        .send(Optional.of(transaction), transaction.sender().user(), TYPE, recipients);
  }

  /** Reads on and on from both nodes in turn, and acknowledges what it has read. */
  private void read(int recipient, Session session) {
    List<Integer> messages = received.computeIfAbsent(recipient, key -> new ArrayList<>());
    Optional<InboxPosition> position = Optional.empty();
    boolean isEmpty = false;
    boolean isLast = false;
    for (int i = 0; !(isLast && isEmpty); i++) {
      isLast = !isReading; // what was sent last may have come after an empty page
      PostgresStore node = nodes.get(i % 2);
      Optional<InboxPosition> since = position;
      InboxPage page = repeat(() -> node.messages().readAs(session, since, PAGE));
      if (position.isPresent() && page.next().sequence() < position.get().sequence()) {
        faults.add("a position went back: " + page.next() + " after " + position.get());
      }
      page.messages().forEach(message -> messages.add(Samples.number(message.content())));
      position = Optional.of(page.next());
      isEmpty = page.messages().isEmpty();
      pause(isEmpty ? 5 : 0);
    }
  }

  /** The outcome of a request that is made until the store answers it. */
  private <T> T repeat(Supplier<CompletionStage<T>> request) {
    while (true) {
      try {
        return request.get().toCompletableFuture().get(60, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof StoreException)) {
          faults.add("another failure: " + e.getCause());
          throw new IllegalStateException(e);
        }
        failures.incrementAndGet();
        pause(100);
      } catch (TimeoutException | InterruptedException e) {
        faults.add("no answer for a minute");
        throw new IllegalStateException(e);
      }
    }
  }

  private static void execute(String command) throws IOException, InterruptedException {
    int exit = new ProcessBuilder("bash", "-c", command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException("exit code " + exit + " of " + command);
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread start(Runnable task) {
    Thread thread = new Thread(task);
    thread.start();
    return thread;
  }

  private static UserId user(int number) {
    return new UserId("@proof" + number + "-" + RUN + ":example.org");
  }
}
