package io.todevice.clientkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.conformance.report.Failure;
import io.todevice.conformance.suite.Json;
import io.todevice.conformance.suite.UnmetException;
import io.todevice.text.OneLine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A report of a client, as {@code docs/test-a-client.md} describes them.
 *
 * @param number the number of the line
 * @param kind what it reports
 * @param value the report
 */
record ReportLine(int number, String kind, JsonNode value) {

  private static final String HELLO = "hello";
  private static final List<String> KINDS = List.of(HELLO, "received", "sent", "failed", "log");

  /**
   * Reads a line.
   *
   * @param number its number, from 1; the first one has to say hello
   * @param sends the IDs of the sends that the client was asked for
   * @throws UnusableClientException if it is not a report
   * @throws UnmetException if the client reports that it received something that is not a message
   */
  static ReportLine parse(int number, String line, Set<String> sends) {
    OptionalInt fault = Json.findFault(line);
    if (fault.isPresent()) {
      throw new UnusableClientException(
          line(number)
              + "is not JSON from column "
              + (fault.getAsInt() + 1)
              + " on: "
              + OneLine.quote(line, fault.getAsInt()));
    }
    JsonNode report = Json.find(line.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    String kind =
        report.isObject() && report.size() == 1 ? report.fieldNames().next() : /* none */ "";
    if (!(number == 1 ? kind.equals(HELLO) : KINDS.contains(kind))) {
      throw new UnusableClientException(
          line(number)
              + "is not a JSON object with one member, "
              + (number == 1 ? HELLO : "which is " + String.join(", ", KINDS))
              + ": "
              + OneLine.quote(line));
    }
    ReportLine parsed = new ReportLine(number, kind, report.path(kind));
    parsed.check(sends);
    return parsed;
  }

  private void check(Set<String> sends) {
    switch (kind) {
      case HELLO -> checkHello();
      case "received" -> {
        require(isText("sender"), "received.sender", "must be a string");
        require(isText("type"), "received.type", "must be a string");
        require(value.has("content"), "received.content", "is missing");
      }
      case "sent", "failed" ->
          require(
              isText("id") && sends.contains(value.path("id").asText()),
              kind + ".id",
              "must be the id of a send command, not "
                  + OneLine.quote(value.path("id").toString()));
      default -> {
        // What is logged is the client's affair.
      }
    }
  }

  private void checkHello() {
    require(isText("name") && !value.path("name").asText().isBlank(), "hello.name", "is missing");
    require(isText("version"), "hello.version", "must be a string");
    require(value.path("abilities").isArray(), "hello.abilities", "must be an array");
    for (JsonNode name : value.path("abilities")) {
      require(
          name.isTextual() && ClientAbility.find(name.asText()).isPresent(),
          "hello.abilities",
          "has no ability " + OneLine.quote(name.asText(name.toString())));
    }
  }

  private boolean isText(String name) {
    return value.path(name).isTextual();
  }

  private void require(boolean isMet, String field, String problem) {
    if (isMet) {
      return;
    }
    String message = line(number) + "is no report: " + field + " " + problem;
    // What is wrong with a message is a matter of the client, not of its adapter.
    throw field.startsWith("received")
        ? new UnmetException(new Failure("reports of messages", message, OptionalInt.empty()))
        : new UnusableClientException(message);
  }

  private static String line(int number) {
    return "line " + number + " of the client's output ";
  }
}
