package io.todevice.spec.drift.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

@DisplayName("The formats for other programs")
class ProgramFormatsTest {

  @Test
  @DisplayName(
      "SARIF has a rule for each kind, and for each change a level, a place and a fingerprint")
  void sarif() throws JsonProcessingException {
    JsonNode root = json(SarifReport.of(Reports.accepted()));
    assertThat(root.path("version").asText()).isEqualTo("2.1.0");
    JsonNode run = root.at("/runs/0");
    assertThat(run.at("/tool/driver/rules").findValuesAsText("id"))
        .containsExactly("property-removed", "limit-loosened", "change-note-added", "text-changed");
    JsonNode results = run.path("results");
    assertThat(results.findValuesAsText("level"))
        .containsExactly("error", "error", "note", "warning");
    for (JsonNode result : results) {
      int rule = result.path("ruleIndex").asInt();
      assertThat(run.at("/tool/driver/rules").get(rule).path("id"))
          .isEqualTo(result.path("ruleId"));
      assertThat(result.at("/partialFingerprints/change~1v1").asText()).hasSize(32);
    }
    assertThat(results.findValuesAsText("justification")).containsExactly("nobody reads it");
    assertThat(results.at("/0/locations/0/physicalLocation"))
        .hasToString(
            "{\"artifactLocation\":{\"uri\":\"old/response%20200%20%E2%80%BA%20a.yaml\"},"
                + "\"region\":{\"startLine\":3,\"startColumn\":5}}");
  }

  @Test
  @DisplayName("GitLab's has a severity and a place for each change that is not accepted")
  void gitLab() throws JsonProcessingException {
    JsonNode issues = json(GitLabReport.of(Reports.accepted()));
    assertThat(issues.findValuesAsText("check_name"))
        .containsExactly("limit-loosened", "text-changed", "change-note-added");
    assertThat(issues.findValuesAsText("severity")).containsExactly("major", "info", "minor");
    assertThat(issues.at("/0/location"))
        .hasToString("{\"path\":\"new/response 200 › c.yaml\",\"lines\":{\"begin\":4}}");
  }

  @Test
  @DisplayName("GitHub's has a command for each change that somebody has to look at")
  void gitHub() {
    assertThat(GitHubReport.of(Reports.accepted()).lines())
        .containsExactly(
            "::error file=new/response 200 › c.yaml,line=4,col=5,title=sync%3A limit"
                + " loosened::sync: response 200 › c: limit loosened: maxItems 1 → maxItems 2"
                + " (breaks clients: clients may get what they are not ready for)",
            "::warning file=new/content.yaml,line=4,col=5,title=m.dummy%3A change note"
                + " added::m.dummy: content: change note added: 1.9: n (to be reviewed: the"
                + " specification says in words that the behaviour has changed)",
            "::notice title=spec diff::2 other changes that nobody has to follow");
  }

  @Test
  @DisplayName(
      "JUnit's fails a case for each change that breaks something, and skips what is accepted")
  void junit() throws Exception {
    Element suite = (Element) suites(JUnitXmlReport.of(Reports.accepted())).item(0);
    assertThat(suite.getAttribute("tests")).isEqualTo("4");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("type")).isEqualTo("limit-loosened");
    assertThat(((Element) failure.getParentNode()).getAttribute("classname")).isEqualTo("sync");
  }

  @Test
  @DisplayName("let nothing from outside start a line, a command or an element")
  void hostile() throws Exception {
    for (String report :
        List.of(
            GitHubReport.of(Reports.hostile()),
            SarifReport.of(Reports.hostile()),
            GitLabReport.of(Reports.hostile()),
            JUnitXmlReport.of(Reports.hostile()))) {
      assertThat(report).doesNotContain("\u001b", "\u202e");
    }
    assertThat(GitHubReport.of(Reports.hostile()).lines()).allMatch(line -> line.startsWith("::"));
    assertThat(suites(JUnitXmlReport.of(Reports.hostile())).getLength()).isEqualTo(1);
    json(SarifReport.of(Reports.hostile()));
    json(GitLabReport.of(Reports.hostile()));
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return new JsonMapper().readTree(text);
  }

  private static NodeList suites(String xml) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)))
        .getElementsByTagName("testsuite");
  }
}
