package io.todevice.spec.drift.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.todevice.spec.drift.report.DriftReport;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The report as JSON")
class JsonReportTest {

  @Test
  @DisplayName("has everything, in full")
  void whole() throws JsonProcessingException {
    JsonNode report = parse(JsonReport.of(Reports.small()));
    assertThat(report.path("before")).hasToString("{\"name\":\"v1\",\"operations\":2}");
    assertThat(report.at("/summary/served"))
        .hasToString(
            "{\"clients\":2,\"code\":1,\"review\":0,\"compatible\":0,\"documentation\":1}");
    assertThat(report.at("/served/0/operationId").asText()).isEqualTo("sync");
    assertThat(report.at("/served/0/trace"))
        .hasToString(
            "{\"implementations\":[\"a.SyncResource\"],\"clauses\":[\"D1\",\"D2\"],\"tests\":[\"a.T#b\"]}");
    JsonNode change = report.at("/served/0/changes/0");
    assertThat(change.path("kind").asText()).isEqualTo("property-removed");
    assertThat(change.path("classes"))
        .hasToString(
            "{\"clients\":\"clients may wait for it\",\"code\":\"the builder doesn't know it any"
                + " more\"}");
    assertThat(change.path("places")).hasToString("[\"response 200 › a\",\"response 200 › b\"]");
    assertThat(change.path("oldSource"))
        .hasToString("{\"file\":\"old/response 200 › a.yaml\",\"line\":3,\"column\":5}");
    assertThat(report.at("/events/0/type").asText()).isEqualTo("m.dummy");
    assertThat(report.at("/warnings/0").asText()).isEqualTo("a warning");
    assertThat(report.at("/unserved/0/changes")).hasSize(1);
    assertThat(report.at("/notServed/0/path").asText()).isEqualTo("/ban");
  }

  @Test
  @DisplayName("keeps what comes from outside as it is")
  void hostile() throws JsonProcessingException {
    assertThat(parse(JsonReport.of(Reports.hostile())).at("/served/0/operationId").asText())
        .isEqualTo(Reports.HOSTILE);
  }

  @Test
  @DisplayName("has its members also where nothing has changed")
  void empty() throws JsonProcessingException {
    JsonNode report = parse(JsonReport.of(Reports.empty()));
    assertThat(report.path("served").isArray()).isTrue();
    assertThat(report.path("unserved").isArray()).isTrue();
    assertThat(report.path("notServed").isArray()).isTrue();
  }

  static Stream<DriftReport> all() {
    return Stream.of(
        Reports.small(),
        Reports.hostile(),
        Reports.empty(),
        Reports.accepted(),
        Reports.shared(3),
        Reports.many(2));
  }

  @ParameterizedTest
  @MethodSource("all")
  @DisplayName("follows the published schema")
  void schema(DriftReport report) {
    assertThat(violations(JsonReport.of(report))).isEmpty();
  }

  @Test
  @DisplayName("that lacks a member or has another does not follow the schema")
  void notSchema() {
    String good = JsonReport.of(Reports.small());
    assertThat(violations(good.replace("\"fingerprint\"", "\"finger\""))).isNotEmpty();
    assertThat(violations("{}")).isNotEmpty();
  }

  private static List<com.networknt.schema.Error> violations(String report) {
    return SchemaRegistry.withDefaultDialect(Dialects.getDraft202012())
        .getSchema(JsonReport.schema(), InputFormat.JSON)
        .validate(report, InputFormat.JSON);
  }

  private static JsonNode parse(String text) throws JsonProcessingException {
    return new JsonMapper().readTree(text);
  }
}
