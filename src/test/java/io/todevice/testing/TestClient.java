package io.todevice.testing;

import io.todevice.faults.Edits;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A client of one session, as one would write it by hand. */
public record TestClient(URI baseUrl, String token) {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The client of a session. */
  public static TestClient of(Session session) {
    return new TestClient(session.baseUrl(), session.accessToken());
  }

  /** Syncs with these parameters in the query. */
  public HttpResponse<String> sync(String query) {
    return syncLater(query).join();
  }

  /** The same, without waiting for the response. */
  public CompletableFuture<HttpResponse<String>> syncLater(String query) {
    return HTTP.sendAsync(
        request("sync?" + query).GET().build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** Syncs again with the position of a response, and so acknowledges what was in it. */
  public HttpResponse<String> syncAfter(HttpResponse<String> last) {
    return sync("since=" + URLEncoder.encode(nextBatch(last), StandardCharsets.UTF_8));
  }

  /** The position after a response. */
  public static String nextBatch(HttpResponse<String> response) {
    return Edits.object(response.body()).orElseThrow().path("next_batch").asText();
  }

  /** Sends a message to a device, or to {@code *}. */
  public HttpResponse<String> send(
      String type, String transaction, String userId, String deviceId, String content) {
    return HTTP.sendAsync(
            request("sendToDevice/" + type + "/" + transaction)
                .header("Content-Type", "application/json")
                .PUT(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"messages\":{\"%s\":{\"%s\":%s}}}".formatted(userId, deviceId, content)))
                .build(),
            BodyHandlers.ofString(StandardCharsets.UTF_8))
        .join();
  }

  /** A request to a path below the operations' common one. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(baseUrl.resolve("/_matrix/client/v3/" + path))
        .header("Authorization", "Bearer " + token);
  }
}
