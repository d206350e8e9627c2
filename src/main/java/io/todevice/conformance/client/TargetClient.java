package io.todevice.conformance.client;

import io.todevice.conformance.client.NoAnswerException.Kind;
import io.todevice.net.BoundedBody;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to one server over HTTP/1.1 and follows no redirects. A request that the server
 * refuses because there were too many (429) is sent again when the server lets it. Java's own
 * client, which this stands on, sends a GET a second time where the connection ends before the
 * answer begins. Safe for use by many threads.
 */
public final class TargetClient {

  /** The pause after a 429 that names none. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

  private final ClientSettings settings;
  private final Executor executor;
  private final ExclusiveClients clients;
  private final Pace pace;

  /** A client for a server without a limit on the run, as {@link ClientSettings#of} says. */
  public TargetClient(URI base, Duration timeout, Executor executor) {
    this(ClientSettings.of(base, timeout), executor);
  }

  /**
   * A client.
   *
   * @param executor what runs when an answer comes
   */
  public TargetClient(ClientSettings settings, Executor executor) {
    this.settings = settings;
    this.executor = executor;
    clients = new ExclusiveClients(settings, executor);
    pace = new Pace(settings.maxRate());
  }

  /** Where the server is, and how it is talked with. */
  public ClientSettings settings() {
    return settings;
  }

  /** A client for another server. */
  public TargetClient withBase(URI base) {
    return new TargetClient(settings.withBase(base), executor);
  }

  /** A client with another end. */
  public TargetClient withDeadline(Deadline deadline) {
    return new TargetClient(settings.withDeadline(deadline), executor);
  }

  /**
   * Sends a request and waits for the answer.
   *
   * @throws NoAnswerException if none comes
   */
  public TargetResponse send(TargetRequest request, ExchangeLog log) {
    try {
      return sendAsync(request, log).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof NoAnswerException noAnswer) {
        throw noAnswer;
      }
      throw e;
    }
  }

  /**
   * Sends a request. Completes with a {@link NoAnswerException} if no answer comes; to cancel what
   * is returned closes the connection.
   */
  public CompletableFuture<TargetResponse> sendAsync(TargetRequest request, ExchangeLog log) {
    CompletableFuture<TargetResponse> result = new CompletableFuture<>();
    Duration pause = request.showsLimits() ? Duration.ZERO : pace.next();
    if (pause.isZero()) {
      send(request, log, result);
    } else {
      sendAfter(pause, request, log, result);
    }
    return result;
  }

  private void sendAfter(
      Duration pause,
      TargetRequest request,
      ExchangeLog log,
      CompletableFuture<TargetResponse> result) {
    CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> send(request, log, result));
  }

  private void send(
      TargetRequest request, ExchangeLog log, CompletableFuture<TargetResponse> result) {
    if (result.isDone()) {
      return;
    }
    int exchange;
    try {
      exchange = log.begin(request);
    } catch (NoAnswerException e) {
      result.completeExceptionally(e);
      return;
    }
    Duration left = settings.deadline().leftForRequest();
    if (left.toMillis() <= 0) {
      fail(new Problem(Kind.RUN_OVER, "not sent"), exchange, Duration.ZERO, log, result);
      return;
    }
    Duration patience = settings.timeout().plus(request.patience());
    boolean endsWithRun = patience.compareTo(left) > 0;
    Duration time = endsWithRun ? left : patience;
    HttpClient client = clients.take();
    long start = System.nanoTime();
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(message(request, time), head -> new BoundedBody(log::admit));
    result.whenComplete(
        (answer, failure) -> {
          if (result.isCancelled()) {
            sent.cancel(true);
          }
        });
    // The library's own timeout ends with the head of an answer.
    CompletableFuture<HttpResponse<byte[]>> inTime =
        sent.copy().orTimeout(time.toMillis(), TimeUnit.MILLISECONDS);
    inTime.whenComplete(
        (response, failure) -> {
          if (failure instanceof TimeoutException) {
            sent.cancel(true);
          }
          Duration took = Duration.ofNanos(System.nanoTime() - start);
          if (response == null) {
            fail(problem(failure, result.isCancelled(), endsWithRun), exchange, took, log, result);
            return;
          }
          TargetResponse received =
              new TargetResponse(
                  response.statusCode(), headers(response), response.body(), took, exchange);
          if (!log.end(exchange, received)) {
            fail(new Problem(Kind.BROKEN, "its head was too long"), exchange, took, log, result);
          } else if (received.status() == 429 && !request.showsLimits()) {
            clients.giveBack(client);
            sendAgain(received, request, log, result);
          } else if (result.complete(received)) {
            clients.giveBack(client);
          }
        });
  }

  /** When the server lets the next request in, if the run lasts until then. */
  private void sendAgain(
      TargetResponse refusal,
      TargetRequest request,
      ExchangeLog log,
      CompletableFuture<TargetResponse> result) {
    Duration asked = refusal.findPause().orElse(PAUSE);
    Duration pause = asked.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : asked;
    log.noteLimit(request);
    if (pause.compareTo(settings.deadline().left()) < 0) {
      sendAfter(pause, request, log, result);
    } else {
      result.completeExceptionally(
          new NoAnswerException(
              Kind.LIMITED,
              request + " is limited for " + (pause.toMillis() + 999) / 1000 + " s",
              refusal.exchange()));
    }
  }

  private static void fail(
      Problem problem,
      int exchange,
      Duration took,
      ExchangeLog log,
      CompletableFuture<TargetResponse> result) {
    log.fail(exchange, problem.text(), took);
    result.completeExceptionally(new NoAnswerException(problem.kind(), problem.text(), exchange));
  }

  private static Problem problem(
      @Nullable Throwable failure, boolean isCancelled, boolean endsWithRun) {
    if (isCancelled) {
      return new Problem(Kind.BROKEN, "abandoned by the kit");
    }
    Problem problem = Problem.of(failure);
    return endsWithRun && problem.isOfTime()
        ? new Problem(Kind.RUN_OVER, "no answer when the run was over")
        : problem;
  }

  private HttpRequest message(TargetRequest request, Duration time) {
    HttpRequest.Builder message =
        HttpRequest.newBuilder(URI.create(settings.base() + request.target()))
            .method(request.method(), publisher(request))
            .timeout(time);
    request.headers().forEach(header -> message.header(header.name(), header.value()));
    return message.build();
  }

  private static BodyPublisher publisher(TargetRequest request) {
    byte[] body = request.body().orElse(null);
    if (body == null) {
      return BodyPublishers.noBody();
    }
    return request.isChunked()
        ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
        : BodyPublishers.ofByteArray(body);
  }

  private static Map<String, List<String>> headers(HttpResponse<?> response) {
    Map<String, List<String>> headers = new HashMap<>();
    response
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    return headers;
  }
}
