package io.todevice.faults;

import com.fasterxml.jackson.core.JsonPointer;
import io.todevice.domain.JsonObject;
import io.todevice.domain.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request to sync: its position in the stream of messages, and whether it waits. A sliding sync
 * has the position in the body, in the extension for to-device messages. Immutable.
 *
 * @param request the request
 */
record SyncRequest(ProxyRequest request) {

  /** Where bodies of sliding syncs have the extension for to-device messages. */
  static final List<String> EXTENSIONS =
      List.of("/extensions/to_device", "/extensions/org.matrix.msc4538.to_device");

  private static final String SINCE = "since";
  private static final String TIMEOUT = "timeout";
  private static final JsonPointer TIMEOUT_IN_BODY = JsonPointer.compile("/" + TIMEOUT);

  /** The position; empty if there is none. */
  Optional<String> since() {
    return request.isSlidingSync()
        ? findInBody().flatMap(at -> RawJson.findText(body(), at))
        : request.findQuery(SINCE);
  }

  private Optional<JsonPointer> findInBody() {
    return EXTENSIONS.stream()
        .map(extension -> JsonPointer.compile(extension + "/" + SINCE))
        .filter(at -> RawJson.findText(body(), at).isPresent())
        .findFirst();
  }

  private JsonValue body() {
    return RawJson.object(request.body()).orElse(JsonObject.EMPTY);
  }

  /** The request from another position than the one it has; without one if that is empty. */
  ProxyRequest at(String since) {
    if (request.isSlidingSync()) {
      return findInBody()
          .map(at -> RawJson.change(body(), at.head(), extension -> at(extension, since)))
          .map(changed -> request.withBody(changed.toString()))
          .orElse(request);
    }
    return since.isEmpty()
        ? request.withoutQuery(SINCE)
        : request.withQuery(SINCE, URLEncoder.encode(since, StandardCharsets.UTF_8));
  }

  private static JsonValue at(JsonValue extension, String since) {
    Map<String, JsonValue> members = RawJson.members(extension.toBytes()).orElseThrow();
    if (since.isEmpty()) {
      members.remove(SINCE);
    } else {
      members.put(SINCE, RawJson.value(since));
    }
    return RawJson.value(members);
  }

  /** Whether it wants the server to wait for news. */
  boolean isWaiting() {
    return !request.findQuery(TIMEOUT).orElse("0").equals("0")
        || RawJson.find(body(), TIMEOUT_IN_BODY)
            .filter(time -> !time.toString().equals("0"))
            .isPresent();
  }

  /** The request for an answer at once. */
  ProxyRequest withoutWaiting() {
    ProxyRequest atOnce = request.withQuery(TIMEOUT, "0");
    return RawJson.find(body(), TIMEOUT_IN_BODY).isPresent()
        ? atOnce.withBody(
            RawJson.change(body(), TIMEOUT_IN_BODY, time -> RawJson.value(0)).toString())
        : atOnce;
  }
}
