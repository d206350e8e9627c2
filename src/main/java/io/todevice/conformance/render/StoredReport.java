package io.todevice.conformance.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.conformance.report.Ability;
import io.todevice.conformance.report.CapabilityFinding;
import io.todevice.conformance.report.CaseId;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Failure;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.report.Severity;
import io.todevice.conformance.report.SpecificationPlace;
import io.todevice.text.OneLine;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads what {@link JsonReport} wrote, without the exchanges and what the cases require. */
public final class StoredReport {

  private static final JsonMapper MAPPER = new JsonMapper();

  private StoredReport() {}

  /**
   * The report.
   *
   * @throws IllegalArgumentException if the bytes are not the JSON of a report; the message names
   *     the place
   */
  public static ConformanceReport parse(byte[] json) {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (IOException e) {
      throw new IllegalArgumentException("not valid JSON", e);
    }
    JsonNode cases = root.path("cases");
    if (!cases.isArray() || cases.isEmpty()) {
      throw new IllegalArgumentException("not a JSON report of this kit: it has no cases");
    }
    TreeMap<CaseId, CaseResult> results = new TreeMap<>();
    for (int i = 0; i < cases.size(); i++) {
      CaseResult result = result(cases.get(i), "/cases/" + i);
      if (results.put(result.info().id(), result) != null) {
        throw new IllegalArgumentException("/cases/" + i + ": duplicate " + result.info().id());
      }
    }
    return new ConformanceReport(
        root.path("target").asText(),
        root.path("specification").asText(),
        root.path("seed").asLong(),
        time(root.path("started").asText()),
        Duration.ofMillis(root.path("millis").asLong()),
        root.path("capabilities").valueStream().map(StoredReport::finding).toList(),
        List.copyOf(results.values()),
        root.path("remarks").valueStream().map(JsonNode::asText).toList(),
        root.path("server_gone").asBoolean());
  }

  private static CaseResult result(JsonNode json, String place) {
    CaseInfo info =
        new CaseInfo(
            id(json.path("id").asText(), place),
            json.path("title").asText(),
            constant(Severity.class, json.path("severity").asText(), place + "/severity"),
            place(json, place),
            Set.of());
    JsonNode failure = json.path("failure");
    return new CaseResult(
        info,
        constant(Outcome.class, json.path("outcome").asText(), place + "/outcome"),
        failure.isObject() ? Optional.of(failure(failure)) : Optional.empty(),
        json.path("reason").asText(),
        List.of(),
        Duration.ofMillis(json.path("millis").asLong()));
  }

  private static CaseId id(String text, String place) {
    try {
      return new CaseId(text);
    } catch (IllegalArgumentException e) {
      throw invalid(place + "/id", text);
    }
  }

  /** The anchor ends up in links of reports. */
  private static SpecificationPlace place(JsonNode json, String place) {
    String url = json.path("url").asText();
    SpecificationPlace found =
        new SpecificationPlace(json.path("section").asText(), url.substring(url.indexOf('#') + 1));
    if (!found.url().equals(url) || !found.anchor().matches("[\\w.~%/-]*")) {
      throw invalid(place + "/url", url);
    }
    return found;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String text, String place) {
    return Stream.of(type.getEnumConstants())
        .filter(each -> each.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> invalid(place, text));
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw invalid("/started", text);
    }
  }

  private static IllegalArgumentException invalid(String place, String text) {
    return new IllegalArgumentException(place + ": invalid value " + OneLine.quote(text));
  }

  private static Failure failure(JsonNode json) {
    return new Failure(
        json.path("expected").asText(), json.path("actual").asText(), OptionalInt.empty());
  }

  private static CapabilityFinding finding(JsonNode json) {
    return new CapabilityFinding(
        new Named(json.path("capability").asText()),
        json.path("present").asBoolean(),
        json.path("declared").asBoolean(),
        json.path("evidence").asText());
  }

  /** An ability of either kit, also of one that this version does not have. */
  private record Named(String name) implements Ability {

    @Override
    public String meaning() {
      return "";
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
