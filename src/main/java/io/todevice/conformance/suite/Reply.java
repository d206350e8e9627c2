package io.todevice.conformance.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.conformance.client.TargetResponse;
import io.todevice.conformance.report.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the server answered, and what a case expects of it: everything named {@code expect…} or
 * {@code get…} throws {@link UnmetException} if the answer is another.
 */
public final class Reply {

  private final TargetResponse response;

  Reply(TargetResponse response) {
    this.response = response;
  }

  /** The status. */
  public int status() {
    return response.status();
  }

  /** How long it took. */
  public Duration took() {
    return response.took();
  }

  /** The body's bytes. */
  public byte[] body() {
    return response.body().clone();
  }

  /** The first header of this name. */
  public Optional<String> findHeader(String name) {
    return response.findHeader(name);
  }

  /** How long the server wants the client to wait. */
  public Optional<Duration> findRetryAfter() {
    return response.findRetryAfter();
  }

  /** Expects one of these. */
  public Reply expectStatus(int... statuses) {
    if (IntStream.of(statuses).noneMatch(status -> status == response.status())) {
      throw unmet("status " + alternatives(statuses), summary());
    }
    return this;
  }

  /** Expects a 200 with exactly {@code {}}. */
  public Reply expectEmptyObject() {
    expectStatus(200);
    JsonNode json = getJson();
    if (!json.isObject() || !json.isEmpty()) {
      throw unmet("the body {}", "came " + shorten(json.toString()));
    }
    return this;
  }

  /** Expects an error that is as the specification says, with any of these codes. */
  public Reply expectError(int status, String... errcodes) {
    expectStatus(status);
    return expectErrorBody(errcodes);
  }

  /** Expects an error that is as the specification says, whatever its 4xx status. */
  public Reply expectRefusal() {
    if (status() < 400 || status() > 499) {
      throw unmet("a refusal (4xx)", summary());
    }
    return expectErrorBody();
  }

  /**
   * Expects {@code {"errcode","error"}} as JSON, with any of these codes, or with whichever if none
   * is named.
   */
  public Reply expectErrorBody(String... errcodes) {
    expectJsonType();
    JsonNode json = getJson();
    JsonNode errcode = json.path("errcode");
    if (!errcode.isTextual() || !json.path("error").isTextual()) {
      throw unmet("an object with the texts errcode and error", "came " + shorten(json.toString()));
    }
    Set<String> expected = new TreeSet<>(List.of(errcodes));
    if (!expected.isEmpty() && !expected.contains(errcode.asText())) {
      throw unmet("errcode " + String.join(" or ", expected), "came " + errcode.asText());
    }
    return this;
  }

  /** Expects JSON for a media type. */
  public Reply expectJsonType() {
    String type = findHeader("Content-Type").orElse("");
    if (!type.matches("(?i)application/json\\s*(;.*)?")) {
      throw unmet(
          "Content-Type application/json", type.isEmpty() ? "there is none" : "came " + type);
    }
    return this;
  }

  /**
   * Expects a header whose value holds all these members of a list, in whichever order and case.
   */
  public Reply expectHeaderMembers(String name, String... members) {
    String value = findHeader(name).orElse("");
    Set<String> present = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    present.addAll(Stream.of(value.split(",")).map(String::strip).toList());
    if (!present.containsAll(List.of(members))) {
      throw unmet(
          name + " with " + String.join(", ", members),
          value.isEmpty() ? "there is none" : "came " + value);
    }
    return this;
  }

  /** The body as JSON. */
  public JsonNode getJson() {
    return Json.find(response.body()).orElseThrow(() -> unmet("a body of JSON", "it is none"));
  }

  /** A text of the body. */
  public String getText(String pointer) {
    JsonNode node = getJson().at(pointer);
    if (!node.isTextual()) {
      throw unmet(
          "a text at " + pointer,
          node.isMissingNode() ? "there is none" : "came " + shorten(node.toString()));
    }
    return node.asText();
  }

  /** The token of a sync's answer. */
  public String getNextBatch() {
    expectStatus(200);
    return getText("/next_batch");
  }

  /** The to-device messages of a sync's answer. */
  public List<ToDeviceMessage> getMessages() {
    return getMessages("/to_device/events");
  }

  /** The to-device messages of an answer that has them at a place of its own. */
  public List<ToDeviceMessage> getMessages(String pointer) {
    expectStatus(200);
    JsonNode events = getJson().at(pointer);
    if (!events.isArray() && !events.isMissingNode()) {
      throw unmet("a list at " + pointer, "came " + shorten(events.toString()));
    }
    List<ToDeviceMessage> messages = new ArrayList<>();
    for (JsonNode event : events) {
      if (!event.path("sender").isTextual()
          || !event.path("type").isTextual()
          || !event.path("content").isObject()) {
        throw unmet("messages with sender, type and content", "came " + shorten(event.toString()));
      }
      messages.add(
          new ToDeviceMessage(
              event.path("sender").asText(), event.path("type").asText(), event.path("content")));
    }
    return messages;
  }

  /** Says that this answer is not what was expected. */
  public UnmetException unmet(String expected, String actual) {
    return new UnmetException(new Failure(expected, actual, OptionalInt.of(response.exchange())));
  }

  /** Expects {@code holds}. */
  public Reply expect(boolean holds, String expected, String actual) {
    if (!holds) {
      throw unmet(expected, actual);
    }
    return this;
  }

  private String summary() {
    return "came "
        + status()
        + Json.find(response.body())
            .map(json -> json.path("errcode").asText(""))
            .filter(code -> !code.isEmpty())
            .map(code -> " " + code)
            .orElse("");
  }

  private static String alternatives(int... statuses) {
    return String.join(" or ", IntStream.of(statuses).mapToObj(Integer::toString).toList());
  }

  private static String shorten(String text) {
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }
}
