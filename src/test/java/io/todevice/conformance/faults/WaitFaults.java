package io.todevice.conformance.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.faults.Edits;
import io.todevice.faults.Fault;
import io.todevice.faults.ProxyRequest;
import io.todevice.faults.ProxyResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Servers that get waiting, tokens and filters of a sync wrong. */
final class WaitFaults {

  private static final Pattern NEXT_BATCH = Pattern.compile("\"next_batch\":\"([^\"]*)\"");

  private WaitFaults() {}

  static List<FaultyServer> list() {
    return List.of(
        FaultyServer.of(
            "a sync waits until its time is up",
            () -> holds(response -> true),
            "D4.wakes-at-once",
            "D4.pending-at-once",
            "D4.wakes-all-devices",
            "D8.wait-in-milliseconds"),
        FaultyServer.of(
            "a sync never waits",
            () -> (request, upstream) -> upstream.send(request.withoutQuery("timeout")),
            "D4.times-out"),
        FaultyServer.of(
            "a sync without a timeout waits",
            () ->
                (request, upstream) -> {
                  ProxyResponse response = upstream.send(request);
                  if (request.isSync() && request.findQuery("timeout").isEmpty()) {
                    Thread.sleep(6_000);
                  }
                  return response;
                },
            "D4.no-timeout"),
        FaultyServer.of(
            "a sync of the full state waits",
            () ->
                (request, upstream) ->
                    upstream.send(request.isSync() ? request.withoutQuery("full_state") : request),
            "D4.full-state"),
        FaultyServer.of("answers of syncs are cached", WaitFaults::caches, "D4.not-cached"),
        FaultyServer.of("only one device is woken", WaitFaults::wakesOne, "D4.wakes-all-devices"),
        FaultyServer.of(
            "who has left a sync is not let in again",
            WaitFaults::tiresOfAbandoned,
            "D4.abandoned-sync"),
        FaultyServer.of(
            "a sync looks for messages every three seconds",
            WaitFaults::polls,
            "D8.wait-in-milliseconds"),
        FaultyServer.of(
            "a token that nobody gave out is a fault of the server",
            WaitFaults::breaksOnOtherTokens,
            "D5.garbage-token",
            "D5.token-of-another-device",
            "D5.token-of-another-user"),
        FaultyServer.of(
            "a token shows the messages of whom it was given to",
            WaitFaults::showsOwner,
            "D5.token-of-another-device",
            "D5.token-of-another-user"),
        FaultyServer.of(
            "a token of somebody else acknowledges",
            WaitFaults::foreignAcknowledges,
            "D5.foreign-token-acknowledges-nothing"),
        FaultyServer.of(
            "a sync tells nothing of keys",
            () -> without("device_one_time_keys_count", "device_unused_fallback_key_types"),
            "D9.companions"),
        FaultyServer.of(
            "inline filters are refused",
            () -> refuses(request -> request.findQuery("filter").orElse("").startsWith("{")),
            "D9.filter-inline",
            "D9.filter-hides-nothing"),
        FaultyServer.of(
            "filters by their ID are refused",
            () ->
                refuses(
                    request -> {
                      String filter = request.findQuery("filter").orElse("");
                      return !filter.isEmpty() && !filter.startsWith("{");
                    }),
            "D9.filter-id"),
        FaultyServer.of(
            "set_presence is refused",
            () -> refuses(request -> request.findQuery("set_presence").isPresent()),
            "D9.set-presence"),
        FaultyServer.of(
            "a filter hides messages",
            () ->
                (request, upstream) -> {
                  ProxyResponse response = upstream.send(request);
                  return request.isSync() && request.findQuery("filter").isPresent()
                      ? Edits.withEvents(response, events -> List.of())
                      : response;
                },
            "D9.filter-hides-nothing"));
  }

  /** Syncs whose answers are such wait until their time is up. */
  static Fault holds(Predicate<ProxyResponse> which) {
    return (request, upstream) -> {
      long start = System.nanoTime();
      ProxyResponse response = upstream.send(request);
      if (request.isSync() && which.test(response)) {
        long timeout = request.findQuery("timeout").map(Long::parseLong).orElse(0L);
        Thread.sleep(Math.max(0, timeout - (System.nanoTime() - start) / 1_000_000));
      }
      return response;
    };
  }

  private static Fault caches() {
    Map<String, ProxyResponse> cache = new ConcurrentHashMap<>();
    return (request, upstream) -> {
      if (!request.isSync()) {
        return upstream.send(request);
      }
      String key = request.token() + " " + request.target();
      ProxyResponse old = cache.get(key);
      if (old != null) {
        return old;
      }
      ProxyResponse response = upstream.send(request);
      cache.put(key, response);
      return response;
    };
  }

  /** The first sync to begin is woken; the others of the same user wait until their time is up. */
  private static Fault wakesOne() {
    Directory directory = new Directory();
    Map<String, AtomicInteger> waiting = new ConcurrentHashMap<>();
    return (request, upstream) -> {
      if (!request.isSync() || request.findQuery("timeout").isEmpty()) {
        return directory.pass(request, upstream);
      }
      String user = directory.get(request.token()).userId();
      AtomicInteger others = waiting.computeIfAbsent(user, key -> new AtomicInteger());
      int number = others.getAndIncrement();
      try {
        return number == 0 ? upstream.send(request) : holds(each -> true).handle(request, upstream);
      } finally {
        others.decrementAndGet();
      }
    };
  }

  private static Fault tiresOfAbandoned() {
    Map<String, AtomicInteger> begun = new ConcurrentHashMap<>();
    return (request, upstream) -> {
      if (request.isSync() && request.findQuery("timeout").isPresent()) {
        int count =
            begun.computeIfAbsent(request.token(), key -> new AtomicInteger()).incrementAndGet();
        if (count > 3) {
          return ProxyResponse.error(503, "M_UNKNOWN");
        }
      }
      return upstream.send(request);
    };
  }

  private static Fault polls() {
    return (request, upstream) -> {
      long start = System.nanoTime();
      ProxyResponse response = upstream.send(request);
      if (request.isSync() && request.findQuery("timeout").isPresent()) {
        long millis = (System.nanoTime() - start) / 1_000_000;
        Thread.sleep(3_000 - millis % 3_000);
      }
      return response;
    };
  }

  /** Answers only what this device got from it. */
  private static Fault breaksOnOtherTokens() {
    Map<String, Set<String>> given = new ConcurrentHashMap<>();
    return (request, upstream) -> {
      Set<String> own =
          given.computeIfAbsent(request.token(), token -> ConcurrentHashMap.newKeySet());
      if (request.isSync()
          && request.findQuery("since").filter(each -> !own.contains(each)).isPresent()) {
        return ProxyResponse.error(500, "M_UNKNOWN");
      }
      ProxyResponse response = upstream.send(request);
      NEXT_BATCH.matcher(response.text()).results().forEach(found -> own.add(found.group(1)));
      return response;
    };
  }

  private static Fault showsOwner() {
    Map<String, String> owners = new ConcurrentHashMap<>();
    return (request, upstream) -> {
      String since = request.findQuery("since").orElse("");
      String owner = owners.getOrDefault(since, request.token());
      boolean isForeign = request.isSync() && !owner.equals(request.token());
      ProxyResponse response = upstream.send(isForeign ? Syncs.request(owner, since) : request);
      if (request.isSync() && !isForeign && response.status() == 200) {
        owners.putIfAbsent(Edits.nextBatch(response), request.token());
      }
      return response;
    };
  }

  private static Fault foreignAcknowledges() {
    Map<String, String> owners = new ConcurrentHashMap<>();
    return (request, upstream) -> {
      String since = request.findQuery("since").orElse("");
      if (request.isSync()
          && !owners.getOrDefault(since, request.token()).equals(request.token())) {
        Syncs.drain(request.token(), upstream);
      }
      ProxyResponse response = upstream.send(request);
      if (request.isSync() && response.status() == 200) {
        owners.putIfAbsent(Edits.nextBatch(response), request.token());
      }
      return response;
    };
  }

  private static Fault without(String... members) {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      return request.isSync()
          ? Edits.edit(response, (ObjectNode sync) -> sync.remove(List.of(members)))
          : response;
    };
  }

  private static Fault refuses(Predicate<ProxyRequest> which) {
    return (request, upstream) ->
        request.isSync() && which.test(request)
            ? ProxyResponse.error(400, "M_INVALID_PARAM")
            : upstream.send(request);
  }
}
