package io.todevice.conformance.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.spec.model.SpecificationDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The data of the cases")
class CaseDataTest {

  private static List<CaseData> parse(String yaml) {
    return CaseData.parse(
        "some.yaml", yaml.getBytes(StandardCharsets.UTF_8), "title", "codes", "allowed");
  }

  @Test
  @DisplayName("is read with its texts and lists, and lists that are left out are empty")
  void read() {
    List<CaseData> entries =
        parse(
            """
            - id: one
              title: ''
              codes: [A, B]
              allowed: [200, 404]
            - id: two
              title: the second
            """);

    assertThat(entries).extracting(CaseData::id).containsExactly("one", "two");
    assertThat(entries.get(0).text("title")).isEmpty();
    assertThat(entries.get(0).texts("codes")).containsExactly("A", "B");
    assertThat(entries.get(0).statuses("allowed")).containsExactly(200, 404);
    assertThat(entries.get(1).texts("codes")).isEmpty();
    assertThat(entries.get(1).statuses("allowed")).isEmpty();
  }

  @ParameterizedTest(name = "{0} → {1}")
  @DisplayName("is refused with the name of the file and the entry when it is wrong")
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                  | some.yaml: is no list of entries",
        "[]                                  | some.yaml: is no list of entries",
        "[{title: a}]                        | some.yaml, entry 1: id must be a text",
        "[{id: a}, 7]                        | some.yaml, entry 2: id must be a text",
        "[{id: a}, {id: b, size: 1}]         | some.yaml, entry b: nobody knows the member size",
        "[{id: a}, {id: a}]                  | some.yaml, entry a: is there twice",
      })
  void wrongFile(String yaml, String message) {
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
  }

  @Test
  @DisplayName("is refused with the name of the file and the line when it is no YAML")
  void noYaml() {
    assertThatThrownBy(() -> parse("- id: a\n- id: [\n"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("some.yaml:")
        .hasMessageContaining("not valid YAML");
  }

  @Test
  @DisplayName("is refused with the name of the file when it is not there")
  void noFile() {
    assertThatThrownBy(() -> CaseData.list("nowhere.yaml"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("nowhere.yaml: the file is not there");
  }

  @Test
  @DisplayName("says which entry has a member of the wrong kind")
  void wrongMember() {
    CaseData entry = parse("[{id: a, title: 7, codes: [1], allowed: [2000]}]").get(0);

    assertThatThrownBy(() -> entry.text("title"))
        .hasMessage("some.yaml, entry a: title must be a text");
    assertThatThrownBy(() -> entry.texts("codes"))
        .hasMessage("some.yaml, entry a: codes must be a list of texts");
    assertThatThrownBy(() -> entry.texts("title"))
        .hasMessage("some.yaml, entry a: title must be a list");
    assertThatThrownBy(() -> entry.statuses("allowed"))
        .hasMessage("some.yaml, entry a: allowed must be a list of statuses");
  }

  @Test
  @DisplayName("makes cases whose identifiers are theirs alone")
  void uniqueIdentifiers() {
    List<String> ids =
        Cases.list(SpecificationDocument.getTree()).stream()
            .map(each -> each.info().id().value())
            .toList();

    assertThat(ids)
        .doesNotHaveDuplicates()
        .contains("A4.basic-scheme", "S4.content-big-integer", "S5.top-null");
  }

  @Test
  @DisplayName("makes cases that all have a title of their own")
  void uniqueTitles() {
    assertThat(Cases.list(SpecificationDocument.getTree()).stream().map(ConformanceCase::info))
        .extracting(info -> info.title())
        .doesNotHaveDuplicates()
        .allSatisfy(title -> assertThat(title).isNotBlank());
  }
}
