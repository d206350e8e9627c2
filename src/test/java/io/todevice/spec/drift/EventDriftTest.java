package io.todevice.spec.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.SpecFiles;
import io.todevice.spec.assembly.Overlay;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.EventDrift;
import io.todevice.spec.drift.report.Impact;
import io.todevice.spec.trace.Trace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Events between devices")
class EventDriftTest {

  private static final String API = "openapi: 3.1.0\npaths: {/a: {get: {operationId: op}}}\n";
  private static final String EVENT =
      "allOf: [{$ref: core/event.yaml}]\n"
          + "description: It is sent as an\n  unencrypted [to-device](/x) event.\n"
          + "properties: {content: CONTENT}\n";

  @TempDir Path directory;

  @BeforeEach
  void checkouts() {
    for (String side : List.of("old", "new")) {
      file(side, "api/client-server/a.yaml", API);
      file(side, "event-schemas/schema/core/event.yaml", "properties: {type: {type: string}}");
    }
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {properties: {a: {type: string}}} | {properties: {a: {type: integer}}} | type-changed @ content › a: string -> integer [CLIENTS]
          {properties: {a: {}, b: {}}} | {properties: {b: {}}} | property-removed @ content › a: optional ->  [CLIENTS]
          {properties: {a: {}}} | {properties: {a: {}, b: {}}} | property-added @ content › b:  -> optional [COMPATIBLE]
          {properties: {a: {}}} | {properties: {a: {}}, required: [a]} | property-became-required @ content › a: optional -> required [CLIENTS]
          {properties: {a: {}}, required: [a]} | {properties: {a: {}}} | property-became-optional @ content › a: required -> optional [CLIENTS]
          {properties: {a: {enum: [x]}}} | {properties: {a: {enum: [x, y]}}} | values-added @ content › a:  -> y [CLIENTS]
          """)
  @DisplayName("break clients that send or get them, in whichever direction it is worse")
  void worst(String old, String now, String expected) {
    file("old", "event-schemas/schema/m.e.yaml", EVENT.replace("CONTENT", old));
    file("new", "event-schemas/schema/m.e.yaml", EVENT.replace("CONTENT", now));
    DriftReport report = report();
    EventDrift event = report.events().get(0);
    assertThat(event.type()).isEqualTo("m.e");
    assertThat(event.changes()).extracting(SmallSpec::show).containsExactly(expected);
    assertThat(event.changes().get(0).source().orElseThrow().file())
        .endsWith("/data/event-schemas/schema/m.e.yaml");
    assertThat(report.has(Impact.CLIENTS)).as("it does not count for the server").isFalse();
  }

  @Test
  @DisplayName("are added and removed")
  void addedAndRemoved() {
    file("old", "event-schemas/schema/m.a.yaml", EVENT.replace("CONTENT", "{}"));
    file("new", "event-schemas/schema/m.b.yaml", EVENT.replace("CONTENT", "{}"));
    assertThat(report().events().stream().flatMap(event -> event.changes().stream()))
        .extracting(SmallSpec::show)
        .containsExactly(
            "event-removed @ event:  ->  [CLIENTS]", "event-added @ event:  ->  [COMPATIBLE]");
  }

  @Test
  @DisplayName("are those of which a file says so")
  void others() {
    String room = EVENT.replace("sent as an\n  unencrypted [to-device]", "no to-device message");
    file("old", "event-schemas/schema/m.e.yaml", room.replace("CONTENT", "{type: string}"));
    file("new", "event-schemas/schema/m.e.yaml", room.replace("CONTENT", "{type: object}"));
    assertThat(report().events()).isEmpty();
  }

  private void file(String side, String name, String text) {
    new SpecFiles(directory.resolve(side).resolve("data")).file(name, text);
  }

  private DriftReport report() {
    List<ComparedRevision> revisions =
        ComparedRevision.pair(
            directory.resolve("old/data/api/client-server"),
            directory.resolve("new/data/api/client-server"),
            Overlay.NONE);
    return Drift.between(revisions.get(0), revisions.get(1), Selection.ALL, new Trace(Map.of()));
  }
}
