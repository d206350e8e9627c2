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

  /** What bodies and reports take up, in bytes and characters: more than any scenario needs. */
  private static final long MAX_BYTES = 64L << 20;

  private final Fault faults;
  private final List<Moment> moments = new ArrayList<>();
  private long bytes;
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
      add(new Call(number, request, System.nanoTime(), Optional.empty(), 0), request.body().length);
    }
    // Whole responses are judged, also those that a proxy without faults would pass on unread.
    ProxyResponse response = faults.handle(request, upstream::send);
    synchronized (this) {
      if (moments.get(number) instanceof Call call) {
        moments.set(number, call.answered(response, System.nanoTime()));
        count(response.body().length);
      }
      notifyAll();
    }
    return response;
  }

  /** A report has come, in a line of so many characters. */
  synchronized void report(String kind, JsonNode value, int length) {
    add(new Report(moments.size(), kind, value, System.nanoTime()), length);
  }

  private void add(Moment moment, int size) {
    moments.add(moment);
    if (moments.size() == MAX_MOMENTS) {
      end(tooMuch(MAX_MOMENTS + " requests and reports"));
    }
    count(size);
    notifyAll();
  }

  private void count(int size) {
    bytes += size;
    if (bytes > MAX_BYTES) {
      end(tooMuch("more than " + MAX_BYTES + " bytes in requests, responses and reports"));
    }
  }

  private UnmetException tooMuch(String seen) {
    return new UnmetException(
        new Failure("a client that pauses", seen, OptionalInt.of(moments.size() - 1)));
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
