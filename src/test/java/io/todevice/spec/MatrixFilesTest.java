package io.todevice.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.assembly.Assembler;
import io.todevice.spec.codegen.CodegenDocument;
import io.todevice.spec.model.ServedOperation;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.spec.model.TokenLocation.Bearer;
import io.todevice.spec.model.TokenLocation.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Matrix's own files in place of the project's. They are no part of the project: {@code
 * -Dmatrix.spec=DIRECTORY} says where they are, laid out as {@code v1.8/data/api/client-server}.
 */
class MatrixFilesTest {

  private static final Path FILES =
      Path.of(System.getProperty("matrix.spec", "../shared/matrix-spec"));

  @ParameterizedTest
  @ValueSource(strings = {"v1.8", "v1.11"})
  void theyServeTheSameOperations(String release) {
    assertThat(SpecificationDocument.of(assembled(release)).operations())
        .extracting(ServedOperation::operationId)
        .doesNotHaveDuplicates()
        .containsAll(required())
        .isSubsetOf(ProjectSpec.served().operationIds());
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.8", "v1.11"})
  void theInterfacesAreTheSameAsThoseOfTheProjectsOwnFiles(String release) {
    Map<String, String> theirs = signatures(assembled(release));

    assertThat(theirs).hasSizeGreaterThanOrEqualTo(required().size());
    assertThat(signatures(ProjectSpec.assemble(ProjectSpec.DIRECTORY)))
        .containsAllEntriesOf(theirs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.8", "v1.11"})
  void noOtherOperationsArePublicThanInTheProjectsOwnFiles(String release) {
    JsonNode document = assembled(release);
    Set<String> ours = publicOperations(ProjectSpec.assemble(ProjectSpec.DIRECTORY));
    ours.retainAll(SpecificationDocument.of(document).operationIds());

    assertThat(publicOperations(document)).isEqualTo(ours).contains("login", "register");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.8", "v1.11"})
  void theQueryParametersThatTheServerReadsAreThereWithTheSameTypes(String release) {
    assertThat(queryParameters(assembled(release)))
        .containsAllEntriesOf(queryParameters(ProjectSpec.assemble(ProjectSpec.DIRECTORY)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.8", "v1.11"})
  void aTokenMayStandInTheQueryOrInTheHeader(String release) {
    assertThat(SpecificationDocument.of(assembled(release)).operations())
        .filteredOn(operation -> !operation.isPublic())
        .hasSizeGreaterThan(10)
        .allSatisfy(
            operation ->
                assertThat(operation.security())
                    .as(operation.operationId())
                    .containsExactlyInAnyOrder(
                        Set.of(new Query("access_token")), Set.of(new Bearer())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.8", "v1.11", "v1.15"})
  void theirFolderTellsTheRelease(String release) {
    assertThat(SpecificationDocument.of(assembled(release)).revision()).isEqualTo(release);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.8", "v1.11", "v1.15"})
  void soDoTheirMarksInAnotherFolder(String release, @TempDir Path folder) throws IOException {
    Path data = directory(release).resolve("../..").normalize();
    Files.createSymbolicLink(folder.resolve("data"), data.toAbsolutePath());

    assertThat(
            SpecificationDocument.of(ProjectSpec.assemble(folder.resolve("data/api/client-server")))
                .revision())
        .isEqualTo(release);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.8", "v1.11", "v1.15"})
  void everyAmendmentHasATargetOrIsSaidAlready(String release) {
    assertThat(idle(release)).isEmpty();
  }

  private static List<String> idle(String release) {
    return ProjectSpec.overlay()
        .applyTo(new Assembler(directory(release), ProjectSpec.served()).assemble());
  }

  private static ObjectNode assembled(String release) {
    return ProjectSpec.assemble(directory(release));
  }

  private static Path directory(String release) {
    Path directory = FILES.resolve(release).resolve("data/api/client-server");
    assumeTrue(
        Files.isDirectory(directory),
        "Matrix's files are not at "
            + directory
            + ", so this test did not run; -Dmatrix.spec=DIRECTORY says where they are");
    return directory;
  }

  private static Set<String> required() {
    Set<String> required = new TreeSet<>(ProjectSpec.served().operationIds());
    required.removeAll(ProjectSpec.served().optional());
    return required;
  }

  private static Set<String> publicOperations(JsonNode document) {
    return SpecificationDocument.of(document).operations().stream()
        .filter(ServedOperation::isPublic)
        .map(ServedOperation::operationId)
        .collect(Collectors.toSet());
  }

  private static Map<String, String> queryParameters(JsonNode document) {
    Map<String, String> parameters = new TreeMap<>();
    for (JsonNode path : CodegenDocument.of(document).path("paths")) {
      for (JsonNode operation : path) {
        for (JsonNode parameter : operation.path("parameters")) {
          if (parameter.path("in").asText().equals("query")) {
            parameters.put(
                operation.path("operationId").asText() + " " + parameter.path("name").asText(),
                type(parameter.path("schema")));
          }
        }
      }
    }
    return parameters;
  }

  /** What the Java methods of the operations look like. */
  private static Map<String, String> signatures(JsonNode document) {
    Map<String, String> signatures = new TreeMap<>();
    CodegenDocument.of(document)
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation ->
                            signatures.put(
                                operation.getValue().path("operationId").asText(),
                                operation.getKey()
                                    + " "
                                    + path.getKey()
                                    + " "
                                    + signature(operation.getValue()))));
    return signatures;
  }

  private static String signature(JsonNode operation) {
    List<String> parts = new ArrayList<>();
    for (JsonNode parameter : operation.path("parameters")) {
      if (!parameter.path("in").asText().equals("query")) {
        parts.add(parameter.path("name").asText() + ": " + type(parameter.path("schema")));
      }
    }
    parts.add("body: " + type(body(operation.path("requestBody"))));
    return parts + " -> " + type(body(operation.path("responses").path("200")));
  }

  private static JsonNode body(JsonNode owner) {
    return owner.at("/content/application~1json/schema");
  }

  private static String type(JsonNode schema) {
    JsonNode plain = schema.path("allOf").isArray() ? schema.at("/allOf/0") : schema;
    return plain.path("$ref").asText(plain.path("type").asText() + plain.path("format").asText());
  }
}
