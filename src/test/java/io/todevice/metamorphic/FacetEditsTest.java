package io.todevice.metamorphic;

import static java.util.stream.Collectors.flatMapping;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.metamorphic.EditableFiles.At;
import io.todevice.metamorphic.SchemaPlaces.Use;
import io.todevice.spec.ProjectSpec;
import io.todevice.spec.drift.Drift;
import io.todevice.spec.drift.report.Impact;
import io.todevice.spec.drift.report.OperationDrift;
import io.todevice.spec.trace.Trace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * Random edits of one facet of one schema: the report names each operation that uses the schema and
 * no other, with whom it breaks and nothing else. {@code -Dmetamorphic.seeds=} and {@code
 * -Dmetamorphic.seed=} as in {@link NeutralEditsTest}.
 */
@DisplayName("An edit of one facet gives the finding that is due:")
@Tag("proof")
class FacetEditsTest {

  private static final int SEEDS = Integer.getInteger("metamorphic.seeds", 1);
  private static final int FIRST_SEED = Integer.getInteger("metamorphic.seed", 1);

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicContainer> edits() throws Exception {
    return Revisions.list().map(this::editsOf);
  }

  private DynamicContainer editsOf(Path revision) {
    Set<String> served = ProjectSpec.served().operationIds();
    EditableFiles files = EditableFiles.copy(revision, served, directory);
    Meaning before = Meaning.of(files.directory());
    SchemaPlaces places = SchemaPlaces.of(files, served);
    return dynamicContainer(
        revision.toString(),
        Stream.concat(
            Stream.of(FacetEdit.values())
                .map(edit -> seeds(edit.name(), r -> ofSchema(edit, files, places, before, r))),
            Stream.of(OperationFacetEdit.values())
                .map(
                    edit -> seeds(edit.name(), r -> ofOperation(edit, files, places, before, r)))));
  }

  private static DynamicContainer seeds(String name, Consumer<Random> test) {
    return dynamicContainer(
        name,
        IntStream.range(FIRST_SEED, FIRST_SEED + SEEDS)
            .mapToObj(
                seed ->
                    dynamicTest(
                        "seed " + seed,
                        () -> test.accept(new Random(seed * 31L + name.hashCode())))));
  }

  private static void ofSchema(
      FacetEdit edit, EditableFiles files, SchemaPlaces places, Meaning before, Random random) {
    At place =
        shuffled(places.schemas(), random).stream()
            .filter(at -> places.usesOf(at).stream().allMatch(FacetEditsTest::isUsual))
            .filter(at -> edit.fits(files.get(at)))
            .findFirst()
            .orElseThrow(
                () -> new TestAbortedException("no schema of this revision has such a facet"));
    Map<String, Set<Set<Impact>>> expected =
        places.usesOf(place).stream()
            .collect(
                groupingBy(
                    Use::operationId,
                    TreeMap::new,
                    mapping(use -> edit.impacts(use.part()), toSet())));
    check(edit.name(), place, edit.apply(files.get(place), random), files, before, expected);
  }

  private static void ofOperation(
      OperationFacetEdit edit,
      EditableFiles files,
      SchemaPlaces places,
      Meaning before,
      Random random) {
    At place =
        shuffled(places.operations(), random).stream()
            .filter(at -> edit.fits(files.get(at)))
            .findFirst()
            .orElseThrow(
                () -> new TestAbortedException("no operation of this revision has such a facet"));
    String operationId = files.get(place).path("operationId").asText();
    check(
        edit.name(),
        place,
        edit.apply(files.get(place)),
        files,
        before,
        Map.of(operationId, edit.impacts().isEmpty() ? Set.of() : Set.of(edit.impacts())));
  }

  private static void check(
      String edit,
      At place,
      JsonNode edited,
      EditableFiles files,
      Meaning before,
      Map<String, Set<Set<Impact>>> expected) {
    try {
      files.set(place, edited);
      assertThat(found(before, ProjectSpec.assemble(files.directory())))
          .as(edit + " at " + place.file() + "#" + place.pointer())
          .isEqualTo(expected);
    } finally {
      files.reset();
    }
  }

  private static List<At> shuffled(List<At> places, Random random) {
    List<At> shuffled = new ArrayList<>(places);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  /** Choices, and parts of a schema, have rules of their own. */
  private static boolean isUsual(Use use) {
    return use.isPlain() && (use.part().equals("request") || use.part().equals("response"));
  }

  private static Map<String, Set<Set<Impact>>> found(Meaning before, ObjectNode after) {
    return Drift.between(
            before.document(), after, ProjectSpec.served().operationIds(), new Trace(Map.of()))
        .served()
        .stream()
        .collect(
            groupingBy(
                operation -> operation.operation().operationId(),
                TreeMap::new,
                mapping(FacetEditsTest::impacts, flatMapping(Set::stream, toSet()))));
  }

  private static Set<Set<Impact>> impacts(OperationDrift operation) {
    return operation.changes().stream()
        .filter(change -> change.worst() != Impact.DOCUMENTATION)
        .map(change -> Set.copyOf(change.verdict().impacts()))
        .collect(toSet());
  }
}
