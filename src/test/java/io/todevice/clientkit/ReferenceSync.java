package io.todevice.clientkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.clientkit.ReferenceHttp.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The sync loop of the reference client. */
final class ReferenceSync {

  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final Set<String> MEMBERS = Set.of("sender", "type", "content");
  private static final int PAGE = 100;

  /** Takes the messages, and everything beside them. */
  interface Handler {
    void message(JsonNode event) throws IOException;

    void response(JsonNode sync) throws InterruptedException;
  }

  private final ReferenceHttp http;
  private final Handler handler;
  private final long timeout;
  private Optional<String> since;
  private Optional<String> before = Optional.empty();
  private int handled;
  private int failures;
  private int empty;

  ReferenceSync(ReferenceHttp http, long timeout, Handler handler) {
    this.http = http;
    this.timeout = timeout;
    this.handler = handler;
    since = http.since();
  }

  void run() throws InterruptedException, IOException {
    while (!http.isLoggedOut()) {
      long began = System.nanoTime();
      Answer answer = http.send("GET", path(), Optional.empty(), patience());
      if (answer.isSuccess()
          && answer.json().path("next_batch").isTextual()
          && !(http.has(Mistake.NEEDS_KEY_COUNTS)
              && !answer.json().has("device_one_time_keys_count"))) {
        failures = 0;
        take(answer.json());
        pauseAfter(answer.json(), Duration.ofNanos(System.nanoTime() - began));
        continue;
      }
      if (http.has(Mistake.FORGETS_SINCE_AFTER_FAILURE)) {
        since = Optional.empty();
      }
      if (answer.status() == 400 && !http.has(Mistake.ASKS_FROM_REFUSED_POSITION)) {
        since = Optional.empty();
      }
      http.pause(answer, failures++);
    }
  }

  private String path() {
    Optional<String> position = http.has(Mistake.LAGS_BEHIND) ? before : since;
    if (http.has(Mistake.EMPTY_SINCE)) {
      position = position.or(() -> Optional.of(""));
    }
    long wait = http.has(Mistake.POLLS_WITHOUT_TIMEOUT) ? 0 : timeout;
    return "sync?timeout="
        + wait
        + position
            .map(value -> "&since=" + URLEncoder.encode(value, StandardCharsets.UTF_8))
            .orElse("");
  }

  private Duration patience() {
    if (http.has(Mistake.WAITS_FOR_EVER)) {
      return Duration.ZERO;
    }
    // A first sync of a user without messages waits for its whole timeout.
    if (http.has(Mistake.GIVES_UP_AFTER_A_SECOND) && since.isPresent()) {
      return Duration.ofSeconds(1);
    }
    Duration wait = Duration.ofMillis(timeout);
    return http.has(Mistake.GIVES_UP_AT_TIMEOUT) ? wait : wait.plus(GRACE);
  }

  private void take(JsonNode sync) throws IOException, InterruptedException {
    String next = sync.path("next_batch").asText();
    List<JsonNode> events = new ArrayList<>();
    sync.at("/to_device/events").forEach(events::add);
    boolean isRepeated =
        since.filter(next::equals).isPresent() && !http.has(Mistake.HANDLES_REPEATED_PAGES);
    if (http.has(Mistake.SAVES_BEFORE_HANDLING)) {
      http.saveSince(next);
    }
    if (http.has(Mistake.HANDLES_IN_REVERSE)) {
      Collections.reverse(events);
    }
    if (http.has(Mistake.SORTS_BY_NUMBER)) {
      events.sort(Comparator.comparing(event -> event.at("/content/number").asInt()));
    }
    if (!isRepeated) {
      for (JsonNode event : events) {
        handle(event);
      }
    }
    handler.response(sync);
    before = since;
    since = Optional.of(next);
    http.saveSince(next);
  }

  private void handle(JsonNode event) throws IOException {
    boolean isMessage =
        event.path("sender").isTextual()
            && event.path("type").isTextual()
            && event.path("content").isObject();
    String type = event.path("type").asText();
    boolean isKnown = type.startsWith(Stage.TYPE) || type.startsWith("io.todevice");
    if ((!isMessage && http.has(Mistake.DIES_OF_MALFORMED_MESSAGES))
        || (!isKnown && http.has(Mistake.DIES_OF_UNKNOWN_TYPES))
        || (type.equals("m.room_key")
            && !event.at("/content/session_key").isTextual()
            && http.has(Mistake.DIES_OF_UNEXPECTED_CONTENT))) {
      throw new IOException("cannot handle " + type);
    }
    boolean hasUnknown =
        event.properties().stream().anyMatch(each -> !MEMBERS.contains(each.getKey()));
    if (!isMessage
        || (hasUnknown && http.has(Mistake.REFUSES_UNKNOWN_FIELDS))
        || (handled >= PAGE && http.has(Mistake.HANDLES_ONE_PAGE_ONLY))) {
      return;
    }
    handled++;
    handler.message(event);
  }

  /** A server that has nothing to say and does not wait is not asked without a pause. */
  private void pauseAfter(JsonNode sync, Duration took) throws InterruptedException {
    boolean isIdle = sync.at("/to_device/events").isEmpty() && took.toMillis() < timeout / 2;
    empty = isIdle ? empty + 1 : 0;
    if (http.has(Mistake.POLLS_WITHOUT_TIMEOUT)) {
      Thread.sleep(200);
    } else if (http.has(Mistake.SLEEPS_BETWEEN_SYNCS)) {
      Thread.sleep(1500);
    } else if (empty > 2 && !http.has(Mistake.REPEATS_EMPTY_SYNCS_AT_ONCE)) {
      Thread.sleep(200L * Math.min(5, empty));
    }
  }
}
