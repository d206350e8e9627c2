package io.todevice.conformance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.faults.Edits;
import io.todevice.faults.Fault;
import io.todevice.faults.Fault.Upstream;
import io.todevice.faults.ProxyRequest;
import io.todevice.faults.ProxyResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Servers that get the inbox of a device wrong. */
final class InboxFaults {

  private InboxFaults() {}

  static List<FaultyServer> list() {
    return List.of(
        FaultyServer.of(
            "messages come the other way round",
            () ->
                events(
                    events -> {
                      Collections.reverse(events);
                      return events;
                    }),
            "D1.order",
            "D1.order-of-two-senders",
            "D1.at-most-100"),
        FaultyServer.of(
            "messages are sorted by sender",
            () ->
                events(
                    events -> {
                      events.sort(Comparator.comparing(event -> event.path("sender").asText()));
                      return events;
                    }),
            "D1.order-of-two-senders"),
        FaultyServer.of("all messages come at once", InboxFaults::allAtOnce, "D1.at-most-100"),
        FaultyServer.of(
            "what is more than a hundred is lost",
            InboxFaults::losesTheRest,
            "D1.at-most-100",
            "D1.large-backlog"),
        FaultyServer.of(
            "a first sync brings no messages",
            InboxFaults::nothingAtFirst,
            "D1.pending-first-sync"),
        FaultyServer.of(
            "messages are dropped when they are read",
            InboxFaults::dropsOnRead,
            "D2.kept-until-acknowledged",
            "D2.new-beside-unacknowledged"),
        FaultyServer.of(
            "a message that wakes a sync is dropped with its connection",
            InboxFaults::dropsOnWake,
            "D2.lost-response",
            "D4.two-waiting"),
        FaultyServer.of(
            "messages are never dropped",
            () -> (request, upstream) -> upstream.send(request.withoutQuery("since")),
            "D2.acknowledged-gone"),
        FaultyServer.of(
            "an older token brings messages back",
            InboxFaults::resurrects,
            "D3.passed-token-brings-nothing-back"),
        FaultyServer.of(
            "one device acknowledges for all of the user's",
            InboxFaults::acknowledgesForAll,
            "D3.per-device"),
        FaultyServer.of("messages come twice", InboxFaults::twice, "D7.late-writer", "D1.order"),
        FaultyServer.of("a late writer is skipped", InboxFaults::skipsLateWriter, "D7.late-writer"),
        FaultyServer.of(
            "every fiftieth message is lost", InboxFaults::losesSome, "D7.late-writer"));
  }

  private static Fault events(UnaryOperator<List<JsonNode>> change) {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      return request.isSync() ? Edits.withEvents(response, change) : response;
    };
  }

  /** Everything that is there, and the token of the last of it. */
  private static Fault allAtOnce() {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      if (!request.isSync()) {
        return response;
      }
      List<JsonNode> all = new ArrayList<>(Edits.events(response));
      ProxyResponse last = response;
      while (Edits.events(last).size() >= 100) {
        last = upstream.send(Syncs.since(request.withoutQuery("timeout"), Edits.nextBatch(last)));
        all.addAll(Edits.events(last));
      }
      return Edits.withEvents(last, events -> all);
    };
  }

  private static Fault losesTheRest() {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      if (request.isSync() && Edits.events(response).size() >= 100) {
        Syncs.drain(request.token(), upstream);
      }
      return response;
    };
  }

  private static Fault nothingAtFirst() {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      return request.isSync() && request.findQuery("since").isEmpty()
          ? Edits.withEvents(response, events -> List.of())
          : response;
    };
  }

  private static Fault dropsOnRead() {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      if (request.isSync() && !Edits.events(response).isEmpty()) {
        upstream.send(Syncs.request(request.token(), Edits.nextBatch(response)));
      }
      return response;
    };
  }

  /** Only for syncs that wait: what they are woken with is gone, whether it arrives or not. */
  private static Fault dropsOnWake() {
    return (request, upstream) -> {
      boolean hasWaited = request.isSync() && request.findQuery("timeout").isPresent();
      ProxyResponse response = upstream.send(request);
      if (hasWaited && !Edits.events(response).isEmpty()) {
        upstream.send(Syncs.request(request.token(), Edits.nextBatch(response)));
      }
      return response;
    };
  }

  /** Whoever comes with a token that is not the newest gets everything again. */
  private static Fault resurrects() {
    Map<String, List<JsonNode>> seen = new ConcurrentHashMap<>();
    Map<String, String> newest = new ConcurrentHashMap<>();
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      if (!request.isSync() || response.status() != 200) {
        return response;
      }
      String token = request.token();
      List<JsonNode> fresh = Edits.events(response);
      List<JsonNode> all = seen.computeIfAbsent(token, key -> new ArrayList<>());
      fresh.stream().filter(event -> !all.contains(event)).forEach(all::add);
      String since = request.findQuery("since").orElse("");
      boolean isOld = !since.isEmpty() && !since.equals(newest.getOrDefault(token, since));
      newest.put(token, Edits.nextBatch(response));
      return isOld && fresh.isEmpty()
          ? Edits.withEvents(response, events -> List.copyOf(all))
          : response;
    };
  }

  private static Fault acknowledgesForAll() {
    Directory directory = new Directory();
    return (request, upstream) -> {
      ProxyResponse response = directory.pass(request, upstream);
      if (request.isSync() && request.findQuery("since").isPresent()) {
        Directory.Member actor = directory.get(request.token());
        for (Directory.Member other : directory.list(actor.userId())) {
          if (!other.token().equals(actor.token())) {
            Syncs.drain(other.token(), upstream);
          }
        }
      }
      return response;
    };
  }

  private static Fault twice() {
    return events(
        events -> {
          List<JsonNode> all = new ArrayList<>();
          events.forEach(event -> Collections.addAll(all, event, event));
          return all;
        });
  }

  /** Of two that write at once, the one that began later never arrives. */
  private static Fault skipsLateWriter() {
    AtomicInteger writing = new AtomicInteger();
    return (request, upstream) -> {
      if (!request.isSend()) {
        return upstream.send(request);
      }
      try {
        if (writing.incrementAndGet() > 2) {
          return ProxyResponse.json(200, "{}");
        }
        return slowly(request, upstream);
      } finally {
        writing.decrementAndGet();
      }
    };
  }

  private static ProxyResponse slowly(ProxyRequest request, Upstream upstream)
      throws IOException, InterruptedException {
    Thread.sleep(20);
    return upstream.send(request);
  }

  private static Fault losesSome() {
    AtomicInteger sent = new AtomicInteger();
    return (request, upstream) ->
        request.isSend() && sent.incrementAndGet() % 50 == 0
            ? ProxyResponse.json(200, "{}")
            : upstream.send(request);
  }
}
