package io.todevice.clientkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.clientkit.Moment.Call;
import io.todevice.clientkit.Moment.Report;
import io.todevice.conformance.report.Failure;
import io.todevice.conformance.suite.UnmetException;
import io.todevice.faults.Fault;
import io.todevice.faults.ProxyRequest;
import io.todevice.faults.ProxyResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * All that is seen of a client in a scenario, in order: its requests, as the proxy sees them, and
 * its reports. Safe for use by many threads.
 */
final class Evidence implements Fault {

  private static final int MAX_MOMENTS = 50_000;

  private final Fault faults;
  private final List<Moment> moments = new ArrayList<>();
  private Optional<RuntimeException> end = Optional.empty();

  /**
   * Nothing yet.
   *
   * @param faults what happens to the requests
   */
  Evidence(Fault faults) {
    this.faults = faults;
  }

  @Override
  public ProxyResponse handle(ProxyRequest request, Upstream upstream)
      throws IOException, InterruptedException {
    int number;
    synchronized (this) {
      number = moments.size();
      add(new Call(number, request, System.nanoTime(), Optional.empty(), 0));
    }
    // Whole responses are judged, also those that a proxy without faults would pass on unread.
    ProxyResponse response = faults.handle(request, upstream::send);
    synchronized (this) {
      if (moments.get(number) instanceof Call call) {
        moments.set(number, call.answered(response, System.nanoTime()));
      }
      notifyAll();
    }
    return response;
  }

  /** A report has come. */
  synchronized void report(String kind, JsonNode value) {
    add(new Report(moments.size(), kind, value, System.nanoTime()));
  }

  private void add(Moment moment) {
    moments.add(moment);
    if (moments.size() == MAX_MOMENTS) {
      end(
          new UnmetException(
              new Failure(
                  "a client that pauses",
                  MAX_MOMENTS + " requests and reports",
                  OptionalInt.of(MAX_MOMENTS - 1))));
    }
    notifyAll();
  }

  /** The client cannot go on: who waits, and will wait, fails with this. */
  synchronized void end(RuntimeException reason) {
    end = end.or(() -> Optional.of(reason));
    notifyAll();
  }

  /**
   * Fails if the client has ended.
   *
   * @throws UnmetException if it has
   */
  synchronized void requireGoing() {
    if (end.isPresent()) {
      throw end.get();
    }
  }

  /** Everything, in order. */
  synchronized List<Moment> list() {
    return List.copyOf(moments);
  }

  /** The requests of a kind. */
  synchronized List<Call> calls(Predicate<ProxyRequest> which) {
    List<Call> found = new ArrayList<>();
    for (Moment moment : moments) {
      if (moment instanceof Call call && which.test(call.request())) {
        found.add(call);
      }
    }
    return found;
  }

  /** The reports of a kind. */
  synchronized List<Report> reports(String kind) {
    List<Report> found = new ArrayList<>();
    for (Moment moment : moments) {
      if (moment instanceof Report report && report.kind().equals(kind)) {
        found.add(report);
      }
    }
    return found;
  }

  /**
   * Waits until a condition holds, at most so long; returns whether it does.
   *
   * @throws UnmetException if the client ends before
   * @throws UnusableClientException if it does not speak the protocol
   */
  synchronized boolean await(BooleanSupplier condition, Duration limit)
      throws InterruptedException {
    long last = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      requireGoing();
      long left = TimeUnit.NANOSECONDS.toMillis(last - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
