package io.todevice.spec.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.ProjectSpec;
import io.todevice.spec.SpecFiles;
import io.todevice.spec.Yaml;
import io.todevice.spec.model.ServedOperation;
import io.todevice.spec.model.SpecificationDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The trace from operations to classes, clauses and tests")
class TraceTest {

  private final Trace trace = Trace.get();

  @Test
  @DisplayName("has every served operation, and one class that implements it")
  void operations() {
    assertThat(trace.operations().keySet())
        .containsAll(
            SpecificationDocument.get().operations().stream()
                .map(ServedOperation::operationId)
                .toList())
        .isSubsetOf(ProjectSpec.served().operationIds());
    assertThat(trace.optional()).isEqualTo(ProjectSpec.served().optional());
    assertThat(trace.own()).isEqualTo(ProjectSpec.served().own());
    assertThat(trace.operations().values())
        .extracting(OperationTrace::implementations)
        .allMatch(classes -> classes.size() == 1);
    assertThat(trace.of("sendToDevice").implementations())
        .containsExactly("io.todevice.http.SendToDeviceResource");
  }

  @Test
  @DisplayName("has the clauses and the tests that cite them")
  void clausesAndTests() {
    assertThat(Clauses.get().get("S1"))
        .isEqualTo(
            new Clause("S1", Clause.Level.MUST, "success says {} once the messages are stored"));
    assertThat(trace.of("sendToDevice").clauses()).contains("A1", "S1", "T1").doesNotContain("D1");
    assertThat(trace.of("sendToDevice").tests())
        .contains("io.todevice.server.SendingTest#messageArrives")
        .doesNotContain("io.todevice.server.DeliveryTest#pages");
  }

  @Test
  @DisplayName("names only operations that are served")
  void clausesNameServedOperations() throws Exception {
    Set<String> served = ProjectSpec.served().operationIds();
    try (var clauses = Trace.class.getResourceAsStream("clauses.yaml")) {
      assertThat(Yaml.parse(clauses.readAllBytes(), "clauses.yaml").findValues("operations"))
          .allSatisfy(
              names ->
                  names.forEach(
                      name ->
                          assertThat(name.asText())
                              .matches(id -> id.equals("*") || served.contains(id))));
    }
  }

  @Test
  @DisplayName("of an operation that is not served is empty")
  void unserved() {
    assertThat(trace.of("createRoom")).isEqualTo(OperationTrace.NONE);
  }

  @Test
  @DisplayName("takes a clause for cited where it stands before a colon or in parentheses")
  void citations() {
    assertThat(Citations.clausesOf("S1, S4: arrives")).containsExactly("S1", "S4");
    assertThat(Citations.clausesOf("needs no token (A3)")).containsExactly("A3");
    assertThat(Citations.clausesOf("X of UTF8 and JDK 17")).isEmpty();
  }

  @Test
  @DisplayName("gathers the tests of all clauses of an operation")
  void gathers() throws Exception {
    var index =
        TraceIndex.build(
            Yaml.parse(
                "clauses: [{id: A1, operations: ['*']}, {id: B1, operations: [two]}]".getBytes(),
                "clauses.yaml"),
            Map.of("one", List.of("One"), "two", List.of("Two")),
            Map.of("A1", List.of("T#a"), "B1", List.of("T#b", "T#a"), "C1", List.of("T#c")));

    assertThat(index.at("/operations/one/tests").toString()).isEqualTo("[\"T#a\"]");
    assertThat(index.at("/operations/two/tests").toString()).isEqualTo("[\"T#a\",\"T#b\"]");
    assertThat(index.at("/operations/two/clauses").toString()).isEqualTo("[\"A1\",\"B1\"]");
  }

  @Test
  @DisplayName("needs no compiled class: it is found out from the sources of classes and tests")
  void fromSources(@TempDir Path project) throws Exception {
    new SpecFiles(project)
        .file(
            "src/main/resources/io/todevice/spec/trace/clauses.yaml",
            "clauses: [{id: A1, operations: ['*']}, {id: B2, operations: [get_thing]}]")
        .file(
            "src/main/java/p/Thing.java",
            "package p; class Thing { static final class Inner implements Other, api.GetThingApi {}"
                + " }")
        .file("src/main/java/p/Broken.java", "package p; class {")
        .file("src/main/java/p/Sub.java", "package p; interface Sub extends GetThingApi {}")
        .file(
            "src/test/java/p/ThingTest.java",
            """
            package p;
            @DisplayName("Things (A1)")
            class ThingTest {
              @Nested class Deep {
                @DisplayName("B2: one " + "of two (A1)") @ParameterizedTest void one(int i) {}
              }
              @org.junit.jupiter.api.Test void two() {}
              @DisplayName("B2: is no test") void three() {}
            }
            """);

    Trace found =
        Trace.of(
            TraceIndex.of(
                project, List.of("get_thing", "other", "new"), Set.of("other"), Set.of("new")));

    assertThat(found.operations()).containsOnlyKeys("get_thing");
    assertThat(found.optional()).containsExactly("other");
    assertThat(found.own()).containsExactly("new");
    assertThat(found.of("get_thing").implementations()).containsExactly("p.Thing$Inner");
    assertThat(found.of("get_thing").clauses()).containsExactly("A1", "B2");
    assertThat(found.of("get_thing").tests())
        .containsExactly("p.ThingTest#two", "p.ThingTest$Deep#one");
  }
}
