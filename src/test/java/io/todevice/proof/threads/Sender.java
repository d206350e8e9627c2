package io.todevice.proof.threads;

import io.todevice.proof.Client;
import io.todevice.proof.Reply;
import io.todevice.proof.threads.Drop.When;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Sends one request after the other, each until it is answered 200. Some it sends several times at
 * once, some it sends first on a connection that it drops, and now and then it sends an old one
 * again.
 */
final class Sender {

  /** How far back an old request is taken from. */
  private static final int OLD = 100;

  private final Client client;
  private final Drop drop;
  private final Ledger ledger;
  private final Audience audience;
  private final Random random;
  private final List<Request> made = new ArrayList<>();
  private final Map<Integer, List<Sent>> accepted = new LinkedHashMap<>();
  private final Tally tally;
  private Member self;
  private int messages;

  Sender(
      Member self,
      Client client,
      Drop drop,
      Ledger ledger,
      Audience audience,
      Tally tally,
      Random random) {
    this.self = self;
    this.client = client;
    this.drop = drop;
    this.ledger = ledger;
    this.audience = audience;
    this.tally = tally;
    this.random = random;
  }

  /** Sends for as long as it is let; the last request is brought to its end. */
  void run(BooleanSupplier goesOn) {
    while (goesOn.getAsBoolean()) {
      Request request = next();
      switch (random.nextInt(25)) {
        case 0, 1, 2 -> sendTogether(request, 2 + random.nextInt(2));
        case 3, 4 -> sendAfterDropping(request, When.BEFORE_THE_ANSWER);
        case 5 -> sendAfterDropping(request, When.AFTER_THE_REQUEST);
        case 6 -> sendAfterDropping(request, When.AMID_THE_REQUEST);
        case 7 -> sendAfterANewLogin(request);
        default -> send(request);
      }
      accept(request);
      if (random.nextInt(10) == 0) {
        tally.repeats.increment();
        send(made.get(made.size() - 1 - random.nextInt(Math.min(OLD, made.size()))));
      }
    }
  }

  String userId() {
    return self.userId();
  }

  /** What a receiver must have got from here, in this order. */
  List<Sent> accepted(int receiver) {
    return accepted.getOrDefault(receiver, List.of());
  }

  private Request next() {
    Map<Target, Sent> contents = new LinkedHashMap<>();
    for (Target target : audience.choose(random)) {
      contents.put(target, ledger.write(self.userId(), messages++, random));
    }
    return new Request("txn" + made.size(), contents);
  }

  private void accept(Request request) {
    made.add(request);
    tally.requests.increment();
    request
        .messages()
        .forEach(
            (target, sent) ->
                target
                    .reached()
                    .forEach(
                        receiver ->
                            accepted
                                .computeIfAbsent(receiver, key -> new ArrayList<>())
                                .add(sent)));
  }

  private void send(Request request) {
    check(client.call("PUT", request.path(), self.token(), request.body()));
  }

  private void sendTogether(Request request, int copies) {
    tally.repeats.add(copies - 1);
    List<CompletableFuture<Reply>> replies =
        Stream.generate(() -> client.begin("PUT", request.path(), self.token(), request.body()))
            .limit(copies)
            .toList();
    replies.forEach(reply -> check(reply.join()));
  }

  private void sendAfterDropping(Request request, When when) {
    tally.drops.increment();
    tally.repeats.increment();
    drop.put(request.path(), self.token(), request.body(), when);
    send(request);
  }

  private void sendAfterANewLogin(Request request) {
    send(request);
    tally.repeats.increment();
    self = Member.login(client, self.user(), self.device());
    send(request);
  }

  private static void check(Reply reply) {
    if (reply.status() != 200 || !reply.text().equals("{}")) {
      throw new AssertionError("a send was answered " + reply.status() + " " + reply.text());
    }
  }
}
