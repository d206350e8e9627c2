package io.todevice.testing;

import io.todevice.domain.DeviceAddress;
import io.todevice.faults.FaultAnswer;
import io.todevice.faults.ProxyRequest;
import io.todevice.faults.ProxyResponse;
import io.todevice.http.exchange.ExchangeObserver;
import io.todevice.http.exchange.ObservedExchange;
import io.todevice.http.exchange.ObservedRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The exchanges of a server, the latest as far as they fit. What a client has the response of is in
 * it. Safe for use by many threads.
 */
final class Journal implements ExchangeObserver {

  private static final class Entry {

    private final ObservedRequest request;
    private RecordedExchange exchange;

    Entry(ObservedRequest request, RecordedExchange exchange) {
      this.request = request;
      this.exchange = exchange;
    }
  }

  private final long maxBytes;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private final IdentityHashMap<ObservedRequest, Entry> unanswered = new IdentityHashMap<>();
  private final Set<Awaited> waiting = new HashSet<>();
  private final Map<Optional<String>, Long> dropped = new HashMap<>();
  private long bytes;

  /** An empty journal that takes up to so many bytes of memory, about. */
  Journal(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public void observeArrival(ObservedRequest request) {
    Entry entry = new Entry(request, RecordedExchange.of(request));
    synchronized (this) {
      unanswered.put(request, entry);
      add(entry);
    }
    tell(entry.exchange);
  }

  @Override
  public void observe(ObservedExchange exchange) {
    observe(exchange, Optional.empty());
  }

  /** A fault answers a request of a device, if it is of one, which does not reach the server. */
  void observe(FaultAnswer answer, Optional<DeviceAddress> device) {
    ProxyRequest sent = answer.request();
    Map<String, List<String>> headers = new HashMap<>();
    for (String header : sent.headers()) {
      String name = header.substring(0, header.indexOf(':'));
      headers.put(name.toLowerCase(Locale.ROOT), sent.listHeaders(name));
    }
    String query = sent.target().substring(sent.path().length());
    ObservedRequest request =
        new ObservedRequest(
            sent.method(),
            sent.path(),
            query.isEmpty() ? query : query.substring(1),
            headers,
            sent.body(),
            answer.operationId(),
            answer.pathValues(),
            device,
            System.nanoTime());
    ProxyResponse response = answer.response();
    observeArrival(request);
    observe(
        new ObservedExchange(request, response.status(), /* mediaType= */ "", response.body()),
        Optional.of(answer.effect()));
  }

  private void observe(ObservedExchange exchange, Optional<String> fault) {
    RecordedExchange recorded;
    synchronized (this) {
      Entry entry = unanswered.remove(exchange.request());
      if (entry == null) {
        recorded = RecordedExchange.of(exchange.request()).answered(exchange, fault);
        add(new Entry(exchange.request(), recorded));
      } else {
        recorded = entry.exchange.answered(exchange, fault);
        bytes += recorded.weight() - entry.exchange.weight();
        entry.exchange = recorded;
        dropOldest();
      }
    }
    tell(recorded);
  }

  private void add(Entry entry) {
    entries.addLast(entry);
    bytes += entry.exchange.weight();
    dropOldest();
  }

  private void dropOldest() {
    while (bytes > maxBytes) {
      Entry oldest = entries.removeFirst();
      remove(oldest);
      dropped.merge(oldest.exchange.userId().flatMap(Scope::owner), 1L, Long::sum);
    }
  }

  /** Requests that nobody waits for any more are never answered: they go with their entry. */
  private void remove(Entry entry) {
    bytes -= entry.exchange.weight();
    unanswered.remove(entry.request);
  }

  private void tell(RecordedExchange exchange) {
    List<Awaited> all;
    synchronized (this) {
      all = List.copyOf(waiting);
    }
    all.forEach(awaited -> awaited.see(exchange));
  }

  /** Shows every exchange from now on, at its arrival and at its response. */
  synchronized void register(Awaited awaited) {
    waiting.add(awaited);
  }

  /** Shows no more. */
  synchronized void unregister(Awaited awaited) {
    waiting.remove(awaited);
  }

  /** The exchanges that it holds, in order of arrival. */
  synchronized List<RecordedExchange> list(Predicate<RecordedExchange> which) {
    List<RecordedExchange> found = new ArrayList<>();
    for (Entry entry : entries) {
      if (which.test(entry.exchange)) {
        found.add(entry.exchange);
      }
    }
    return found;
  }

  /** How many exchanges of the users of a scope, and of those around it, did not fit any more. */
  synchronized long dropped(Scope scope) {
    return dropped.entrySet().stream()
        .filter(
            entry -> scope.isAll() || entry.getKey().filter(scope.visible()::contains).isPresent())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** The memory that its exchanges take, about. */
  synchronized long bytes() {
    return bytes;
  }

  /** Forgets certain exchanges. */
  synchronized void forget(Predicate<RecordedExchange> which) {
    entries.removeIf(
        entry -> {
          boolean isForgotten = which.test(entry.exchange);
          if (isForgotten) {
            remove(entry);
          }
          return isForgotten;
        });
  }

  /** Forgets everything, except who waits. */
  synchronized void clear() {
    entries.clear();
    unanswered.clear();
    bytes = 0;
    dropped.clear();
  }
}
