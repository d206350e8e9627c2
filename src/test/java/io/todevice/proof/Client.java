package io.todevice.proof;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Requests to one server. Safe for use by many threads. */
public final class Client {

  /** Where the paths of a request begin. */
  public static final String BASE = "/_matrix/client/v3/";

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** Nothing here is done with an answer that would keep the client's own thread. */
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(Runnable::run).build();

  private final String baseUrl;

  /** A client with connections of its own. */
  public Client(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  /** Sends a request and waits for its answer. */
  public Reply call(String method, String path, @Nullable String token, @Nullable String body) {
    return begin(method, path, token, body).join();
  }

  /** Sends a request. Cancelling what is returned drops the connection. */
  public CompletableFuture<Reply> begin(
      String method, String path, @Nullable String token, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl + BASE + path))
            .timeout(TIMEOUT)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    var sent = http.sendAsync(request.build(), BodyHandlers.ofByteArray());
    CompletableFuture<Reply> reply =
        sent.thenApply(response -> new Reply(response.statusCode(), response.body()));
    var unused =
        reply.whenComplete(
            (done, failure) -> {
              if (reply.isCancelled()) {
                sent.cancel(true);
              }
            });
    return reply;
  }
}
