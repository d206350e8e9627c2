package io.todevice.conformance.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.report.RecordedExchange;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

@DisplayName("A report of what a hostile server has sent")
class RenderersTest {

  private static final Set<Integer> UNPRINTABLE =
      IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
          .filter(
              point ->
                  Set.of(Character.CONTROL, Character.FORMAT, Character.SURROGATE)
                      .contains((byte) Character.getType(point)))
          .boxed()
          .collect(Collectors.toSet());

  private final ConformanceReport report = HostileReport.get();

  @Test
  @DisplayName("is well-formed XML whose counts agree with what stands in it")
  void junit() throws Exception {
    Element suites =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(JUnitXmlReport.of(report))))
            .getDocumentElement();

    List<Element> each = elements(suites, "testsuite");
    assertThat(each).extracting(suite -> suite.getAttribute("name")).containsExactly("S1", "T1");
    assertThat(each)
        .allSatisfy(
            suite -> {
              assertThat(count(suite, "tests")).isEqualTo(elements(suite, "testcase").size());
              assertThat(count(suite, "failures")).isEqualTo(elements(suite, "failure").size());
              assertThat(count(suite, "skipped")).isEqualTo(elements(suite, "skipped").size());
            });
    assertThat(elements(suites, "testcase")).hasSameSizeAs(report.results());
    assertThat(elements(suites, "failure"))
        .extracting(failure -> failure.getAttribute("type"))
        .containsExactly("MUST", "ROBUST", "MUST");
    assertThat(elements(suites, "skipped")).hasSize(2);
    assertThat(elements(suites, "failure").get(0).getTextContent())
        .contains("<script>alert('1')</script>", "😀", "?[2J");
  }

  private static int count(Element suite, String attribute) {
    return Integer.parseInt(suite.getAttribute(attribute));
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  @Test
  @DisplayName("is JSON with everything that is known")
  void json() throws Exception {
    JsonNode json = new JsonMapper().readTree(JsonReport.of(report));

    assertThat(json.path("target").asText()).isEqualTo(HostileReport.TEXT);
    assertThat(json.path("specification").asText()).isEqualTo(HostileReport.TEXT);
    assertThat(json.path("started").asText()).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(json.path("millis").asInt()).isEqualTo(1000);
    assertThat(json.path("seed").asInt()).isEqualTo(7);
    assertThat(json.path("remarks").path(0).asText()).isEqualTo(HostileReport.TEXT);
    assertThat(json.at("/capabilities/0/evidence").asText()).isEqualTo(HostileReport.TEXT);
    for (Outcome outcome : Outcome.values()) {
      assertThat(
              json.path("counts").path(outcome.name().toLowerCase(java.util.Locale.ROOT)).asLong())
          .isEqualTo(report.count(outcome));
    }
    assertThat(json.path("cases")).hasSameSizeAs(report.results());
    JsonNode failed = json.at("/cases/0");
    assertThat(failed.path("id").asText()).isEqualTo("S1.failed");
    assertThat(failed.path("severity").asText()).isEqualTo("MUST");
    assertThat(failed.path("outcome").asText()).isEqualTo("failed");
    assertThat(failed.path("url").asText()).endsWith("#section");
    assertThat(failed.at("/failure/expected").asText()).isEqualTo(HostileReport.TEXT);
    assertThat(failed.at("/failure/actual").asText()).isEqualTo(HostileReport.TEXT);
    assertThat(failed.at("/failure/exchange").asInt(-1)).isZero();
    assertThat(failed.at("/exchanges/0/request/headers/0").asText()).isEqualTo(HostileReport.TEXT);
    assertThat(failed.at("/exchanges/0/response/status").asInt()).isEqualTo(200);
    assertThat(failed.at("/exchanges/0/response/body").asText()).isEqualTo(HostileReport.TEXT);
    assertThat(failed.at("/exchanges/1/problem").asText()).isEqualTo(HostileReport.TEXT);
    assertThat(json.at("/cases/1/reason").asText()).isEqualTo(HostileReport.TEXT);
  }

  @Test
  @DisplayName("is read back from JSON as it was, without the exchanges")
  void readBack() {
    ConformanceReport read = StoredReport.parse(JsonReport.of(report).getBytes(UTF_8));

    assertThat(read)
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes(".*exchanges?", "capabilities.capability")
        .isEqualTo(report);
    assertThat(read.capabilities().get(0).capability()).hasToString("logout-all");
  }

  @Test
  @DisplayName("is a page on which nothing of it is markup")
  void html() {
    String page = HtmlReport.of(report);

    assertThat(page.split("<script>", -1)).as("the page's own script").hasSize(2);
    assertThat(page)
        .doesNotContain("alert('1')")
        .doesNotContain("& \"")
        .doesNotContain("http-equiv=\"refresh");
    int escaped =
        page.split(
                    Pattern.quote("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;"),
                    -1)
                .length
            - 1;
    assertThat(escaped).isEqualTo(occurrences());
  }

  /** In how many places the page shows it. */
  private int occurrences() {
    int once = 2 + 1 + 1 + 1; // title and heading, revision, remark, evidence
    int failures = 3 * 2;
    int reasons = 3;
    int exchanges = 0;
    for (RecordedExchange exchange :
        report.results().stream().flatMap(result -> result.exchanges().stream()).toList()) {
      exchanges += 2 + 4 + (exchange.status().isPresent() ? 0 : 1);
    }
    return once + failures + reasons + exchanges;
  }

  @Test
  @DisplayName("is tables of Markdown whose rows and cells stay whole")
  void markdown() {
    List<String> lines = MarkdownReport.of(report).lines().toList();

    int columns = 0;
    for (String line : lines) {
      if (line.startsWith("|")) {
        int cells = cells(line);
        assertThat(cells).as(line).isEqualTo(columns == 0 ? cells : columns);
        columns = cells;
        assertThat(line).endsWith("|").doesNotContain("<script");
      } else {
        columns = 0;
      }
    }
    assertThat(lines).filteredOn(line -> line.startsWith("| `T1.skipped`")).hasSize(2);
    assertThat(lines)
        .filteredOn(line -> line.startsWith("| `S1.failed` | MUST | &lt;script&gt;"))
        .hasSize(1);
    assertThat(lines)
        .filteredOn(line -> !line.isEmpty())
        .allMatch(line -> line.matches("[|#].*|2 cases failed.*"));
  }

  private static int cells(String row) {
    int bars = 0;
    for (int i = 0; i < row.length(); i++) {
      if (row.charAt(i) == '\\') {
        i++;
      } else if (row.charAt(i) == '|') {
        bars++;
      }
    }
    return bars - 1;
  }

  @Test
  @DisplayName("controls neither a terminal nor the order of reading, in any form")
  void nothingUnprintable() {
    assertThat(
            List.of(
                JUnitXmlReport.of(report),
                JsonReport.of(report),
                HtmlReport.of(report),
                MarkdownReport.of(report),
                report.results().stream()
                    .map(result -> console(result, true))
                    .reduce("", String::concat),
                ConsoleReport.capabilities(report.capabilities()),
                ConsoleReport.summary(report, Paint.NONE)))
        .allSatisfy(
            text ->
                assertThat(text.replaceAll("[\\n\\t]", "").codePoints())
                    .noneMatch(UNPRINTABLE::contains));
  }

  private static String console(CaseResult result, boolean isDetailed) {
    return ConsoleReport.of(result, HostileReport.TEXT, isDetailed, Paint.NONE);
  }

  @Test
  @DisplayName("shows each request of a failed case as a line for a shell, if curl can send it")
  void curl() throws Exception {
    String line = "curl -i -X GET 'http://a/b?c' -H 'X: y'\\''z' --data-raw '{}'";
    CaseResult failed = HostileReport.failed("/b?c", "X: y'z", "{}");
    ConformanceReport one = HostileReport.of("http://a", failed);

    assertThat(ConsoleReport.of(failed, "http://a", true, Paint.NONE).lines().map(String::strip))
        .filteredOn(shown -> shown.startsWith("curl"))
        .containsExactly(line);
    assertThat(HtmlReport.of(one)).contains("<pre aria-label=\"curl\">curl -i -X GET &#39;http");
    assertThat(JUnitXmlReport.of(one)).contains("curl -i -X GET &#39;http://a/b?c&#39;");
    JsonNode exchanges = new JsonMapper().readTree(JsonReport.of(one)).at("/cases/0/exchanges");
    assertThat(exchanges.path(0).path("curl").asText()).isEqualTo(line);
    assertThat(exchanges.path(1).has("curl")).as("what was sent raw").isFalse();
  }

  @Test
  @DisplayName("has the run's properties in JUnit XML")
  void properties() {
    assertThat(JUnitXmlReport.of(HostileReport.of("http://a")))
        .contains("<property name=\"target\" value=\"http://a\"")
        .contains("<property name=\"capability.logout-all\" value=\"yes\"");
  }

  @Test
  @DisplayName("keeps each case to its lines on a terminal")
  void console() {
    assertThat(console(report.results().get(0), false).lines()).hasSize(4);
  }

  @Test
  @DisplayName("says in a few lines what the run came to")
  void summary() {
    List<String> lines =
        ConsoleReport.summary(report, Paint.NONE).lines().map(String::strip).toList();

    assertThat(lines.get(1).split(" {2,}"))
        .containsExactly("passed", "failed", "known failure", "unexpected pass", "skipped");
    assertThat(lines)
        .anyMatch(line -> line.matches("MUST( +1){2} +0( +1){2}"))
        .anyMatch(line -> line.matches("SHOULD( +0){2} +1( +0){2}"))
        .anyMatch(line -> line.matches("ROBUST +0 +1( +0){3}"))
        .anyMatch(
            line ->
                line.startsWith("2 cases failed, 1 of what the specification demands. 6 cases on"));
  }
}
