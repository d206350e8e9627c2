package io.todevice.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Requests to one server, the token in the header where there is one. */
record Http(String baseUrl, @Nullable String token) {

  static final String V3 = "/_matrix/client/v3";
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Http withToken(@Nullable String other) {
    return new Http(baseUrl, other);
  }

  Answer get(String path) {
    return call("GET", path, null);
  }

  Answer put(String path, String body) {
    return call("PUT", path, body);
  }

  Answer post(String path, String body) {
    return call("POST", path, body);
  }

  Answer delete(String path, String body) {
    return call("DELETE", path, body);
  }

  Answer call(String method, String path, @Nullable String body) {
    return callAsync(method, path, body).join();
  }

  CompletableFuture<Answer> callAsync(String method, String path, @Nullable String body) {
    return send(
        request(method, path, body == null ? null : body.getBytes(StandardCharsets.UTF_8)).build());
  }

  HttpRequest.Builder request(String method, String path, byte @Nullable [] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(baseUrl + (path.startsWith("/") ? path : V3 + "/" + path)))
            .timeout(Duration.ofSeconds(60))
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  static CompletableFuture<Answer> send(HttpRequest request) {
    return CLIENT.sendAsync(request, BodyHandlers.ofString()).thenApply(Answer::new);
  }
}
