package io.todevice.proof.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.proof.Client;
import io.todevice.proof.ProofServer;
import io.todevice.server.TodeviceServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** A server, eight who send and four who receive. What they do follows from the seed. */
final class Scene implements AutoCloseable {

  private static final int SENDERS = 8;

  private final long seed;
  private final TodeviceServer server = ProofServer.start(InstantSource.system());
  private final Client client = new Client(server.baseUrl());
  private final Drop drop = new Drop(server.address());
  private final Ledger ledger = new Ledger();
  private final Tally tally = new Tally();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Sender> senders;
  private final List<Receiver> receivers;

  Scene(long seed) {
    this.seed = seed;
    List<Member> members =
        List.of(
            Member.register(client, "dora", "PHONE"),
            Member.register(client, "emil", "PHONE"),
            Member.register(client, "fred", "PHONE"),
            Member.login(client, "fred", "TABLET"));
    Audience audience = new Audience(members);
    receivers =
        IntStream.range(0, members.size())
            .mapToObj(
                i ->
                    new Receiver(
                        members.get(i),
                        client,
                        new Client(server.baseUrl()),
                        drop,
                        ledger,
                        tally,
                        random(i)))
            .toList();
    senders =
        IntStream.range(0, SENDERS)
            .mapToObj(
                i ->
                    new Sender(
                        Member.register(client, "sender" + i, "PHONE"),
                        client,
                        drop,
                        ledger,
                        audience,
                        tally,
                        random(members.size() + i)))
            .toList();
  }

  /** Lets everybody do their work for a while, and checks what came of it. */
  Report play(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    BooleanSupplier hasTime = () -> System.nanoTime() < end;
    List<Future<?>> sending =
        senders.stream().<Future<?>>map(one -> threads.submit(() -> one.run(hasTime))).toList();
    BooleanSupplier isSent = () -> sending.stream().allMatch(Future::isDone);
    List<Future<?>> receiving =
        receivers.stream()
            .<Future<?>>map(one -> threads.submit(() -> one.run(() -> !isSent.getAsBoolean())))
            .toList();
    for (Future<?> done : concat(sending, receiving)) {
      await(done);
    }
    IntStream.range(0, receivers.size()).forEach(this::checkReceiver);
    return report(time);
  }

  /** Nothing lost, nothing doubled, in order: what a device got of a sender is what was sent. */
  private void checkReceiver(int number) {
    List<Sent> arrived = receivers.get(number).arrived();
    for (Sender sender : senders) {
      assertThat(arrived.stream().filter(sent -> sent.sender().equals(sender.userId())).toList())
          .as("seed %d: what receiver %d got of %s", seed, number, sender.userId())
          .isEqualTo(sender.accepted(number));
    }
  }

  private void await(Future<?> done) throws InterruptedException {
    try {
      done.get();
    } catch (ExecutionException e) {
      throw new AssertionError("seed " + seed + ": " + e.getCause(), e.getCause());
    }
  }

  private Report report(Duration time) {
    List<Long> delays =
        receivers.stream().flatMap(receiver -> receiver.delays().stream()).sorted().toList();
    return new Report(
        seed,
        time.toSeconds(),
        tally.requests.sum(),
        tally.repeats.sum(),
        delays.size(),
        tally.syncs.sum(),
        tally.rereads.sum(),
        tally.drops.sum(),
        delays);
  }

  private Random random(int number) {
    return new Random(seed * 1_000 + number);
  }

  private static List<Future<?>> concat(List<Future<?>> some, List<Future<?>> others) {
    List<Future<?>> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.close();
  }
}
