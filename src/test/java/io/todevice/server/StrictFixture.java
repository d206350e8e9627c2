package io.todevice.server;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.config.ServerConfig;
import io.todevice.settings.ServerSettings;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server in strict mode, and what it says of the clients of a test. */
abstract class StrictFixture extends ServerFixture {

  private static final AtomicInteger MARKS = new AtomicInteger();

  @Override
  ServerConfig config() {
    return super.config().with(ServerSettings.STRICT, true).with(ServerSettings.ADMIN_PORT, 0);
  }

  /** A request as a well-behaved client makes it. */
  static Answer call(Http http, String method, String path, @Nullable String body) {
    HttpRequest.Builder request =
        http.request(method, path, body == null ? null : body.getBytes(StandardCharsets.UTF_8));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    return Http.send(request.build()).join();
  }

  static Answer put(Member member, String path, String body) {
    return call(member.http(), "PUT", path, body);
  }

  static Answer send(Member member, String typeAndTransaction, String messages) {
    return put(member, "sendToDevice/" + typeAndTransaction, "{\"messages\":" + messages + "}");
  }

  /** The violations of a user, each as {@code rule} or {@code rule at pointer}. */
  List<String> violations(Member member) {
    return select(report(), member.userId());
  }

  /** Those of requests whose device is not known, of one operation. */
  List<String> anonymousViolations(String operation) {
    List<String> found = new ArrayList<>();
    for (JsonNode violation : report().path("violations")) {
      if (violation.path("user").isNull()
          && violation.path("operation").asText().equals(operation)) {
        found.add(violation.path("rule").asText());
      }
    }
    return found;
  }

  /** The report, when everything before has been looked at. */
  JsonNode report() {
    String mark = "/_matrix/mark/" + MARKS.incrementAndGet();
    anonymous.get(mark);
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> page("/violations.json").json(), seen -> seen.toString().contains(mark));
  }

  Answer page(String path) {
    return new Http("http://127.0.0.1:" + server.adminAddress().orElseThrow().getPort(), null)
        .get(path);
  }

  private static List<String> select(JsonNode report, String user) {
    List<String> found = new ArrayList<>();
    for (JsonNode violation : report.path("violations")) {
      if (violation.path("user").asText().equals(user)) {
        String pointer = violation.path("pointer").asText();
        found.add(violation.path("rule").asText() + (pointer.isEmpty() ? "" : " at " + pointer));
      }
    }
    return found;
  }
}
