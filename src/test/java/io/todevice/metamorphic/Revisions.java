package io.todevice.metamorphic;

import io.todevice.spec.ProjectSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The revisions that are edited: that of this build, the project's own, and Matrix's where they
 * are.
 */
final class Revisions {

  private Revisions() {}

  static Stream<Path> list() throws Exception {
    Set<Path> directories = new LinkedHashSet<>();
    directories.add(ProjectSpec.DIRECTORY.toRealPath());
    directories.add(Path.of(System.getProperty("spec.dir", "spec")).toRealPath());
    Path matrix = Path.of(System.getProperty("matrix.spec", "../shared/matrix-spec"));
    if (Files.isDirectory(matrix)) {
      List<Path> releases = new ArrayList<>();
      try (Stream<Path> entries = Files.list(matrix)) {
        entries
            .map(release -> release.resolve("data/api/client-server"))
            .filter(Files::isDirectory)
            .forEach(releases::add);
      }
      List<Path> sorted = releases.stream().sorted().toList();
      // The others take minutes: -Dmetamorphic.releases=all.
      boolean isAll = "all".equals(System.getProperty("metamorphic.releases"));
      for (Path release :
          isAll ? sorted : sorted.subList(Math.max(0, sorted.size() - 1), sorted.size())) {
        directories.add(release.toRealPath());
      }
    }
    return directories.stream();
  }
}
