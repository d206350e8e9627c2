package io.todevice.spec.drift.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.drift.SmallSpec;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.Impact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A file of accepted changes")
class AcceptedFileTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
  private static final String PRINT = "0123456789abcdef0123456789abcdef";
  private static final ObjectNode OLD =
      SmallSpec.operation("parameters: [{name: x, in: query}, {name: y, in: query}]");
  private static final ObjectNode NEW = SmallSpec.operation("parameters: [{name: y, in: query}]");
  private static final ObjectNode NEWER = SmallSpec.operation("");

  @TempDir Path directory;

  @Test
  @DisplayName(
      "is written for what breaks something, and then nothing of it counts until it expires")
  void writtenAndRead() throws IOException {
    DriftReport report = SmallSpec.drift(OLD, NEW);
    AcceptedChanges written = write(report, AcceptedChanges.NONE);
    assertThat(written.applyTo(report, TODAY).has(Impact.CLIENTS)).isFalse();
    assertThat(written.applyTo(report, TODAY).warnings()).isEmpty();
    assertThat(written.applyTo(report, TODAY.plusDays(30)).has(Impact.CLIENTS)).isFalse();
    DriftReport late = written.applyTo(report, TODAY.plusDays(31));
    assertThat(late.has(Impact.CLIENTS)).isTrue();
    assertThat(late.warnings())
        .singleElement()
        .asString()
        .endsWith("accepted.yaml:2:3#/accepted/0: expired on 2026-12-27: not reviewed yet");
  }

  @Test
  @DisplayName("keeps its reasons where it is written again, and loses what is no more")
  void renewed() throws IOException {
    DriftReport report = SmallSpec.drift(OLD, NEWER);
    AcceptedChanges all = write(report, AcceptedChanges.NONE);
    Files.writeString(
        file(),
        Files.readString(file())
            .replaceFirst("not reviewed yet", "nobody sends it")
            .replaceFirst("expires: .*", ""));
    AcceptedChanges decided = AcceptedFile.read(file());
    AcceptedChanges renewed = write(decided.applyTo(report, TODAY), decided);
    assertThat(renewed.entries()).hasSameSizeAs(all.entries()).hasSize(2);
    assertThat(renewed.entries().get(0).acceptance().reason()).isEqualTo("nobody sends it");
    assertThat(renewed.entries().get(0).acceptance().expires()).isEmpty();
    DriftReport less = SmallSpec.drift(OLD, NEW);
    assertThat(write(renewed.applyTo(less, TODAY), renewed).entries()).hasSize(1);
  }

  @Test
  @DisplayName("that accepts what has not changed is reported")
  void unused() throws IOException {
    assertThat(
            read("accepted: [{fingerprints: [" + PRINT + "], reason: r}]")
                .applyTo(SmallSpec.drift(OLD, NEW), TODAY)
                .warnings())
        .singleElement()
        .asString()
        .endsWith("#/accepted/0: no such change: " + PRINT);
  }

  @Test
  @DisplayName("may say that a kind of change, or all changes of an operation, weigh more or less")
  void severities() throws IOException {
    DriftReport report = SmallSpec.drift(OLD, NEW);
    assertThat(report.has(Impact.CLIENTS)).isTrue();
    for (String which : new String[] {"kind: parameter-removed", "subject: op"}) {
      DriftReport weighed =
          read("severities: [{" + which + ", class: review, reason: ours}]").applyTo(report, TODAY);
      assertThat(weighed.has(Impact.CLIENTS)).isFalse();
      assertThat(weighed.has(Impact.REVIEW)).isTrue();
      assertThat(weighed.warnings()).isEmpty();
    }
    DriftReport same =
        read("severities: [{kind: header-removed, class: review, reason: ours}]")
            .applyTo(report, TODAY);
    assertThat(same.has(Impact.CLIENTS)).isTrue();
    assertThat(same.warnings())
        .singleElement()
        .asString()
        .endsWith("/severities/0: no such change");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                                                    | 1:1#: a map must stand here
          {x: 1}                                                | 1:2#/x: unknown member
          accepted: {}                                          | 1:1#/accepted: a list must stand here
          accepted: [x]                                         | 1:12#/accepted/0: a map must stand here
          accepted: [{reason: r}]                               | 1:12#/accepted/0: 'fingerprints' is missing
          accepted: [{fingerprints: [x], reason: r}]            | 1:28#/accepted/0/fingerprints/0: a fingerprint must stand here
          accepted: [{fingerprints: [], reason: ''}]            | 1:31#/accepted/0/reason: a reason must stand here
          accepted: [{fingerprints: [], reason: r, expires: 5}] | 1:42#/accepted/0/expires: a date such as 2027-01-31 must stand here
          severities: [{class: code, reason: r}]                | 1:14#/severities/0: a 'kind' or a 'subject' must stand here
          severities: [{kind: x, class: code, reason: r}]       | 1:15#/severities/0/kind: the ID of a kind of change must stand here, not 'x'
          severities: [{kind: text-chaged, class: code, reason: r}] | 1:15#/severities/0/kind: the ID of a kind of change must stand here, not 'text-chaged'; did you mean text-changed?
          severities: [{kind: [x], class: code, reason: r}]     | 1:15#/severities/0/kind: the ID of a kind of change must stand here
          severities: [{subject: x, class: y, reason: r}]       | 1:27#/severities/0/class: one of clients, code, review, compatible, documentation must stand here, not 'y'
          """)
  @DisplayName("that is wrong is refused in one line with the line, the field and the reason")
  void wrong(String text, String fault) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(SpecificationException.class)
        .hasMessage(file() + ":" + fault);
  }

  private AcceptedChanges write(DriftReport report, AcceptedChanges decisions) throws IOException {
    Files.write(
        file(), AcceptedFile.write(report, decisions, Set.of(Impact.CLIENTS, Impact.CODE), TODAY));
    return AcceptedFile.read(file());
  }

  private AcceptedChanges read(String text) throws IOException {
    Files.writeString(file(), text);
    return AcceptedFile.read(file());
  }

  private Path file() {
    return directory.resolve("accepted.yaml");
  }
}
