package io.todevice.spec.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.assembly.Overlay;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.Impact;
import io.todevice.spec.trace.Trace;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pairs of documents, each with one change, under {@code cases}. */
@DisplayName("Two documents that differ in one thing")
class CasesTest {

  private static final Set<String> SERVED = Set.of("sync", "sendToDevice", "login");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          pcontent-string-to-schema, BOTH
          v30-nullable-removed-req, CLIENTS
          v32-query-method-removed, CLIENTS
          writeonly-in-response, CLIENTS
          status-range-body-changed, CLIENTS
          discriminator-schema-renamed, BOTH
          noop-minItems0, NONE
          noop-multipleof1, NONE
          enum-numbers.req, NONE
          allof-pattern-two.req, NONE
          anyof-required-alternatives, NONE
          depreq-order, NONE
          sec-scope-order, NONE
          oneof-nested-flatten, NONE
          maximum-equiv-exclusive.req, NONE
          header-case, NONE
          sec-scope-removed, FINE
          param-explode-scalar, NONE
          header-param-accept, NONE
          ctype-charset, NONE
          """)
  @DisplayName("break clients or code, or change nothing that anybody has to follow")
  void cases(String name, String expected) throws URISyntaxException {
    DriftReport report = diff(directory(name), "old", "new");
    switch (expected) {
      case "BOTH" -> {
        assertThat(report.has(Impact.CLIENTS)).isTrue();
        assertThat(report.has(Impact.CODE)).isTrue();
      }
      case "CLIENTS" -> assertThat(report.has(Impact.CLIENTS)).isTrue();
      case "FINE" -> {
        assertThat(report.has(Impact.CLIENTS) || report.has(Impact.CODE)).isFalse();
        assertThat(report.isEmpty()).isFalse();
      }
      default -> assertThat(report.isEmpty()).isTrue();
    }
  }

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource({"old, new", "upper1, upper2"})
  @DisplayName("are read whatever the case and the kind of their files' endings")
  void endings(String before, String after) throws URISyntaxException {
    assertThat(diff(directory("json-in-directory"), before, after).isEmpty()).isFalse();
  }

  private static DriftReport diff(Path directory, String before, String after) {
    return Drift.between(
        RevisionReader.read(file(directory, before), Overlay.NONE),
        RevisionReader.read(file(directory, after), Overlay.NONE),
        SERVED,
        new Trace(Map.of()));
  }

  private static Path file(Path directory, String name) {
    Path file = directory.resolve(name + ".yaml");
    return Files.exists(file) ? file : directory.resolve(name);
  }

  private static Path directory(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(CasesTest.class.getResource("cases/" + name)).toURI());
  }
}
