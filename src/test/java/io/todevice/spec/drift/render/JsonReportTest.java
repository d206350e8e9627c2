package io.todevice.spec.drift.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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
    assertThat(report.at("/served/0/changes/0"))
        .hasToString(
            "{\"kind\":\"property-removed\",\"direction\":\"response\",\"classes\":{\"clients\":\"clients"
                + " may wait for it\",\"code\":\"the builder doesn't know it any"
                + " more\"},\"places\":[\"response 200 › a\",\"response 200 ›"
                + " b\"],\"was\":\"optional\",\"now\":\"\"}");
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

  private static JsonNode parse(String text) throws JsonProcessingException {
    return new JsonMapper().readTree(text);
  }
}
