package io.todevice.metamorphic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.todevice.spec.ProjectSpec;
import io.todevice.spec.drift.Drift;
import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.Impact;
import io.todevice.spec.trace.Trace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random edits that change nothing on the wire: the same Java compiles, the server answers the
 * same, and nothing is found that anybody has to follow. {@code -Dmetamorphic.seeds=} tries each
 * edit that often on each revision, from the seed {@code -Dmetamorphic.seed=} on.
 */
@DisplayName("An edit that changes nothing on the wire changes nothing here:")
@Tag("proof")
class NeutralEditsTest {

  private static final int SEEDS = Integer.getInteger("metamorphic.seeds", 1);
  private static final int FIRST_SEED = Integer.getInteger("metamorphic.seed", 1);
  private static final Trace NO_TRACE = new Trace(Map.of());

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
        Stream.of(NeutralEdit.values()).map(edit -> seeds(edit, files, places, before)));
  }

  private static DynamicContainer seeds(
      NeutralEdit edit, EditableFiles files, SchemaPlaces places, Meaning before) {
    return dynamicContainer(
        edit.name(),
        IntStream.range(FIRST_SEED, FIRST_SEED + SEEDS)
            .mapToObj(seed -> test(edit, seed, files, places, before)));
  }

  private static DynamicTest test(
      NeutralEdit edit, int seed, EditableFiles files, SchemaPlaces places, Meaning before) {
    return dynamicTest(
        "seed " + seed,
        () -> {
          try {
            String place =
                edit.apply(files, places, new Random(seed * 31L + edit.name().hashCode()));
            if (!place.isEmpty()) {
              check(edit + " at " + place, before, files.directory());
            }
          } finally {
            files.reset();
          }
        });
  }

  private static void check(String edit, Meaning before, Path directory) {
    Meaning after = Meaning.of(directory);
    assertThat(after.served()).as(edit).isEqualTo(before.served());
    assertThat(before.differenceTo(after)).as(edit).isEmpty();
    assertThat(findings(before, after)).as(edit).isEmpty();
  }

  /** What somebody would be told to look at. */
  private static List<String> findings(Meaning before, Meaning after) {
    return Drift.between(
            before.document(), after.document(), ProjectSpec.served().operationIds(), NO_TRACE)
        .served()
        .stream()
        .flatMap(operation -> operation.changes().stream())
        .filter(change -> change.worst() != Impact.DOCUMENTATION)
        .map(Change::toString)
        .toList();
  }
}
