package io.todevice.conformance.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
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
 * Sends requests to one server over HTTP/1.1 and follows no redirects. Java's own client, which
 * this stands on, sends a GET a second time where the connection ends before the answer begins.
 * Safe for use by many threads.
 */
public final class TargetClient {

  private static final int MAX_ATTEMPTS = 4;
  private static final long MAX_PAUSE_SECONDS = 5;

  private final URI base;
  private final Duration timeout;
  private final ExclusiveClients clients;

  /**
   * A client.
   *
   * @param base where the server is: scheme, host and port
   * @param timeout how long an answer may take that has not to wait for anything
   * @param executor what runs when an answer comes
   */
  public TargetClient(URI base, Duration timeout, Executor executor) {
    this.base = base;
    this.timeout = timeout;
    clients = new ExclusiveClients(timeout, executor);
  }

  /** Where the server is: scheme, host and port. */
  public URI base() {
    return base;
  }

  /** How long an answer may take that has not to wait for anything. */
  public Duration timeout() {
    return timeout;
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
    send(clients.take(), request, log, result, MAX_ATTEMPTS);
    return result;
  }

  private void send(
      HttpClient client,
      TargetRequest request,
      ExchangeLog log,
      CompletableFuture<TargetResponse> result,
      int attempts) {
    HttpRequest message = message(request);
    int exchange = log.begin(request);
    long start = System.nanoTime();
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(message, BodyHandlers.ofByteArray());
    result.whenComplete(
        (answer, failure) -> {
          if (result.isCancelled()) {
            sent.cancel(true);
          }
        });
    // The library's own timeout ends with the head of an answer.
    Duration patience = timeout.plus(request.patience());
    CompletableFuture<HttpResponse<byte[]>> inTime =
        sent.copy().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    inTime.whenComplete(
        (response, failure) -> {
          if (failure instanceof TimeoutException) {
            sent.cancel(true);
          }
          Duration took = Duration.ofNanos(System.nanoTime() - start);
          if (response == null) {
            String problem = result.isCancelled() ? "abandoned by the kit" : problem(failure);
            log.fail(exchange, problem, took);
            result.completeExceptionally(new NoAnswerException(problem, exchange));
            return;
          }
          TargetResponse received =
              new TargetResponse(
                  response.statusCode(), headers(response), response.body(), took, exchange);
          log.end(exchange, received);
          if (received.status() == 429 && !request.showsLimits() && attempts > 1) {
            later(received).execute(() -> send(client, request, log, result, attempts - 1));
          } else if (result.complete(received)) {
            clients.giveBack(client);
          }
        });
  }

  /** When the server lets the next request in; whatever it says, not later than is bearable. */
  private static Executor later(TargetResponse refusal) {
    long seconds =
        refusal
            .findHeader("Retry-After")
            .filter(value -> value.matches("\\d{1,6}"))
            .map(Long::parseLong)
            .orElse(1L);
    return CompletableFuture.delayedExecutor(
        Math.min(Math.max(seconds, 1), MAX_PAUSE_SECONDS), TimeUnit.SECONDS);
  }

  private HttpRequest message(TargetRequest request) {
    HttpRequest.Builder message =
        HttpRequest.newBuilder(URI.create(base + request.target()))
            .method(request.method(), publisher(request))
            .timeout(timeout.plus(request.patience()));
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

  private static String problem(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof HttpConnectTimeoutException) {
      return "the server was not reached in time";
    }
    if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
      return "no answer in time";
    }
    if (cause instanceof java.net.ConnectException) {
      return "the server was not reached";
    }
    return cause instanceof IOException
        ? "the connection was closed without an answer, or broke"
        : "no answer could be read";
  }
}
