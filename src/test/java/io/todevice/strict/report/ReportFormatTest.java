package io.todevice.strict.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.UserId;
import io.todevice.strict.journal.JournalEntry;
import io.todevice.strict.journal.JournalState;
import io.todevice.strict.journal.Rule;
import io.todevice.strict.journal.Violation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A report of strict mode")
class ReportFormatTest {

  private static final Instant FIRST = Instant.parse("2026-01-02T03:04:05Z");
  private static final JournalState EMPTY = new JournalState("v1.8", FIRST, 1, 0, 0, List.of());
  private static final JournalState STATE =
      new JournalState(
          "v1.8",
          FIRST,
          12,
          3,
          1,
          List.of(
              new JournalEntry(
                  new Violation(
                      Rule.BODY_SCHEMA,
                      Optional.of(new DeviceAddress(new UserId("@<b>|:h"), new DeviceId("D"))),
                      "sendToDevice",
                      "string found, object expected",
                      "/messages",
                      "to_device.yaml#/x"),
                  FIRST,
                  FIRST.plusSeconds(1),
                  2)));

  @ParameterizedTest
  @CsvSource({
    "a.json, JSON",
    "a.md, MARKDOWN",
    "a.HTML, HTML",
    "a.htm, HTML",
    "a.txt, TEXT",
    "a, JSON"
  })
  @DisplayName("has the format that the file's ending tells")
  void endings(String file, ReportFormat format) {
    assertThat(ReportFormat.of(Path.of(file))).isEqualTo(format);
  }

  @Test
  @DisplayName("is text for a terminal")
  void text() {
    assertThat(ReportFormat.TEXT.render(STATE))
        .isEqualTo(
            """
            strict: 12 requests looked at: 2 MUST, 0 SHOULD, 0 NOTICE
            MUST   body-schema, 2 times: sendToDevice, @<b>|:h/D
                   string found, object expected at /messages
                   API Standards https://spec.matrix.org/v1.8/client-server-api/#api-standards
            3 requests could not be looked at: too many at once.
            1 violation more of too many kinds to list.
            """);
    assertThat(ReportFormat.TEXT.render(EMPTY))
        .isEqualTo("strict: 1 request looked at: 0 MUST, 0 SHOULD, 0 NOTICE\n");
  }

  @Test
  @DisplayName("is JSON with everything in it")
  void json() throws Exception {
    JsonNode report = new JsonMapper().readTree(ReportFormat.JSON.render(STATE));
    assertThat(report.path("examined").asInt()).isEqualTo(12);
    assertThat(report.path("dropped").asInt()).isEqualTo(3);
    assertThat(report.path("unlisted").asInt()).isEqualTo(1);
    assertThat(report.at("/counts/MUST").asInt()).isEqualTo(2);
    assertThat(report.path("violations")).hasSize(1);
    assertThat(report.at("/violations/0").toString())
        .isEqualTo(
            "{\"rule\":\"body-schema\",\"severity\":\"MUST\",\"count\":2,"
                + "\"first\":\"2026-01-02T03:04:05Z\",\"last\":\"2026-01-02T03:04:06Z\","
                + "\"operation\":\"sendToDevice\",\"what\":\"string found, object expected\","
                + "\"pointer\":\"/messages\",\"user\":\"@<b>|:h\",\"device\":\"D\","
                + "\"specification\":{\"section\":\"API Standards\","
                + "\"url\":\"https://spec.matrix.org/v1.8/client-server-api/#api-standards\","
                + "\"source\":\"to_device.yaml#/x\"}}");
  }

  @Test
  @DisplayName("is a table of Markdown that no name breaks")
  void markdown() {
    assertThat(ReportFormat.MARKDOWN.render(STATE))
        .contains(
            "| MUST | body-schema | 2 | sendToDevice | \\@&lt;b&gt;\\|:h/D | string found, object"
                + " expected at /messages | [API Standards](https://spec.matrix.org/");
    assertThat(ReportFormat.MARKDOWN.render(EMPTY)).doesNotContain("|");
  }

  @Test
  @DisplayName("is a page of HTML without a script, that no name breaks")
  void html() {
    assertThat(ReportFormat.HTML.render(STATE))
        .contains("<td>@&lt;b&gt;|:h/D</td>", "3 requests could not be looked at")
        .doesNotContain("<b>", "<script");
    assertThat(ReportFormat.HTML.render(EMPTY)).doesNotContain("<table");
  }
}
