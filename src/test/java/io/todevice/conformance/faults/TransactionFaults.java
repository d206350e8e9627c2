package io.todevice.conformance.faults;

import io.todevice.faults.Fault;
import io.todevice.faults.ProxyRequest;
import io.todevice.faults.ProxyResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Servers that get transactions wrong. */
final class TransactionFaults {

  private static final int MEMORY = 50;

  private TransactionFaults() {}

  static List<FaultyServer> list() {
    return List.of(
        FaultyServer.of(
            "transactions are not remembered",
            TransactionFaults::forgets,
            "T1.retry-once",
            "T1.retry-other-content",
            "T1.long-id",
            "T1.encoded-id",
            "T1.after-login-again",
            "T1.after-refresh",
            "T2.copies-at-once",
            "T4.*"),
        FaultyServer.of(
            "transactions belong to a token",
            () ->
                (request, upstream) ->
                    upstream.send(
                        request.isSend()
                            ? request.withTarget(
                                request.path()
                                    + "-"
                                    + Integer.toHexString(request.token().hashCode()))
                            : request),
            "T1.after-login-again",
            "T1.after-refresh"),
        FaultyServer.of(
            "transactions are shared by everybody",
            () -> remembers(ProxyRequest::path),
            "T1.other-device",
            "T1.other-user"),
        FaultyServer.of(
            "transactions of all event types are one",
            () -> remembers(request -> request.token() + " " + request.transactionId()),
            "T1.other-event-type"),
        FaultyServer.of(
            "copies at once are all taken", TransactionFaults::takesCopies, "T2.copies-at-once"),
        FaultyServer.of(
            "a refusal is remembered",
            TransactionFaults::remembersRefusals,
            "T3.refused-is-forgotten"),
        FaultyServer.of(
            "only the last fifty transactions are remembered",
            TransactionFaults::forgetsSoon,
            "T4.remembered-while-others-come"),
        FaultyServer.of(
            "an acknowledgement forgets the transactions",
            TransactionFaults::forgetsWhenAcknowledged,
            "T4.remembered-across-acknowledgement"));
  }

  private static Fault forgets() {
    AtomicInteger sent = new AtomicInteger();
    return (request, upstream) ->
        upstream.send(
            request.isSend()
                ? request.withTarget(request.path() + "-" + sent.incrementAndGet())
                : request);
  }

  private static Fault remembers(Function<ProxyRequest, String> key) {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    return (request, upstream) -> {
      if (!request.isSend()) {
        return upstream.send(request);
      }
      if (seen.contains(key.apply(request))) {
        return ProxyResponse.json(200, "{}");
      }
      ProxyResponse response = upstream.send(request);
      if (response.status() == 200) {
        seen.add(key.apply(request));
      }
      return response;
    };
  }

  private static Fault takesCopies() {
    Map<String, Integer> running = new ConcurrentHashMap<>();
    return (request, upstream) -> {
      if (!request.isSend()) {
        return upstream.send(request);
      }
      String key = request.token() + request.path();
      int copy = running.merge(key, 1, Integer::sum);
      try {
        // Long enough for the others to come.
        Thread.sleep(200);
        return upstream.send(
            copy == 1 ? request : request.withTarget(request.path() + "-copy" + copy));
      } finally {
        running.merge(key, -1, Integer::sum);
      }
    };
  }

  private static Fault remembersRefusals() {
    Map<String, ProxyResponse> refused = new ConcurrentHashMap<>();
    return (request, upstream) -> {
      if (!request.isSend()) {
        return upstream.send(request);
      }
      String key = request.token() + request.path();
      ProxyResponse old = refused.get(key);
      if (old != null) {
        return old;
      }
      ProxyResponse response = upstream.send(request);
      if (response.status() == 400) {
        refused.put(key, response);
      }
      return response;
    };
  }

  /** What the server gets is another ID each time that one has been forgotten. */
  private static Fault forgetsSoon() {
    Map<String, LinkedHashMap<String, String>> last = new ConcurrentHashMap<>();
    AtomicInteger known = new AtomicInteger();
    return (request, upstream) -> {
      if (!request.isSend()) {
        return upstream.send(request);
      }
      LinkedHashMap<String, String> seen =
          last.computeIfAbsent(request.token(), token -> new LinkedHashMap<>());
      String path;
      synchronized (seen) {
        path = seen.computeIfAbsent(request.path(), key -> key + "-" + known.incrementAndGet());
        if (seen.size() > MEMORY) {
          seen.remove(seen.keySet().iterator().next());
        }
      }
      return upstream.send(request.withTarget(path));
    };
  }

  private static Fault forgetsWhenAcknowledged() {
    AtomicInteger epoch = new AtomicInteger();
    return (request, upstream) -> {
      if (request.isSync() && request.findQuery("since").isPresent()) {
        epoch.incrementAndGet();
      }
      return upstream.send(
          request.isSend() ? request.withTarget(request.path() + "-" + epoch.get()) : request);
    };
  }
}
