package io.todevice.conformance.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.conformance.report.CapabilityFinding;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.report.Payload;
import io.todevice.conformance.report.RecordedExchange;
import java.util.Locale;

/** A run as JSON, for programs: everything that is known of it. */
public final class JsonReport {

  /** What is not ASCII is escaped: a server may have sent what controls a terminal. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private JsonReport() {}

  /** The report. */
  public static String of(ConformanceReport report) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("target", report.target());
    json.put("specification", report.revision());
    json.put("started", report.started().toString());
    json.put("millis", report.took().toMillis());
    json.put("seed", report.seed());
    json.put("server_gone", report.isServerGone());
    ObjectNode counts = json.putObject("counts");
    for (Outcome outcome : Outcome.values()) {
      counts.put(name(outcome), report.count(outcome));
    }
    ArrayNode capabilities = json.putArray("capabilities");
    report.capabilities().forEach(finding -> write(finding, capabilities.addObject()));
    ArrayNode cases = json.putArray("cases");
    report.results().forEach(result -> write(result, report.target(), cases.addObject()));
    ArrayNode remarks = json.putArray("remarks");
    report.remarks().forEach(remarks::add);
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON could not be written", e);
    }
  }

  private static void write(CapabilityFinding finding, ObjectNode json) {
    json.put("capability", finding.capability().toString());
    json.put("present", finding.isPresent());
    json.put("declared", finding.isDeclared());
    json.put("evidence", finding.evidence());
  }

  private static void write(CaseResult result, String target, ObjectNode json) {
    json.put("id", result.info().id().value());
    json.put("title", result.info().title());
    json.put("clause", result.info().clause());
    json.put("severity", result.info().severity().name());
    json.put("section", result.info().place().section());
    json.put("url", result.info().place().url());
    json.put("outcome", name(result.outcome()));
    json.put("millis", result.took().toMillis());
    if (!result.reason().isEmpty()) {
      json.put("reason", result.reason());
    }
    result
        .failure()
        .ifPresent(
            failure -> {
              ObjectNode node = json.putObject("failure");
              node.put("expected", failure.expected());
              node.put("actual", failure.actual());
              failure.exchange().ifPresent(number -> node.put("exchange", number));
            });
    ArrayNode exchanges = json.putArray("exchanges");
    for (RecordedExchange exchange : result.exchanges()) {
      ObjectNode node = exchanges.addObject();
      write(exchange, node);
      if (result.failure().isPresent()) {
        Curl.of(target, exchange).ifPresent(line -> node.put("curl", line));
      }
    }
  }

  private static void write(RecordedExchange exchange, ObjectNode json) {
    json.put("who", exchange.who());
    ObjectNode request = json.putObject("request");
    request.put("method", exchange.method());
    request.put("target", exchange.target());
    exchange.requestHeaders().forEach(request.putArray("headers")::add);
    write(exchange.requestBody(), request);
    json.put("after_millis", exchange.startedAfter().toMillis());
    json.put("millis", exchange.took().toMillis());
    exchange
        .status()
        .ifPresentOrElse(
            status -> {
              ObjectNode response = json.putObject("response").put("status", status);
              exchange.responseHeaders().forEach(response.putArray("headers")::add);
              write(exchange.responseBody(), response);
            },
            () -> json.put("problem", exchange.problem()));
  }

  private static void write(Payload payload, ObjectNode json) {
    if (payload.bytes() > 0) {
      json.put("body", payload.text());
      json.put("body_bytes", payload.bytes());
    }
  }

  private static String name(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
