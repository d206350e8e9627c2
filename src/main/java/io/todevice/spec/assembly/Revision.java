package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Which release of the specification the files are.
 *
 * @param name the release
 * @param versions the versions that a file lists for {@code GET /versions}, oldest first; empty
 *     where none does
 * @param isStated whether the files or their folder say which release they are; else it is the
 *     first that has marks
 */
record Revision(String name, List<String> versions, boolean isStated) {

  private static final String FIRST = "v1.1";

  Revision {
    versions = List.copyOf(versions);
  }

  /**
   * Reads it: from the list of versions where a file has one; else from the name of the folder, as
   * in {@code v1.8/data/api/client-server}; else from the marks of what was added or changed in
   * which release, the newest of which counts.
   */
  static Revision of(SourceTree source, List<Place> documents) {
    for (Place document : documents) {
      JsonNode versions = source.get(document).path(Versions.MEMBER);
      if (!versions.isMissingNode()) {
        List<String> listed = list(versions, document.child(Versions.MEMBER));
        return new Revision(listed.get(listed.size() - 1), listed, true);
      }
    }
    Optional<String> name = ofFolder(source).or(() -> ofMarks(source));
    return new Revision(name.orElse(FIRST), List.of(), name.isPresent());
  }

  private static List<String> list(JsonNode versions, Place place) {
    List<String> listed = new ArrayList<>();
    for (JsonNode version : versions) {
      listed.add(version.isTextual() ? version.textValue() : "");
    }
    if (!versions.isArray() || listed.isEmpty() || listed.contains("")) {
      throw place.fault("a list of versions, the newest last, must stand here");
    }
    return listed;
  }

  private static Optional<String> ofFolder(SourceTree source) {
    return Stream.of(source.findCheckout().orElse(source.directory()), source.directory())
        .map(folder -> Versions.minorOf(String.valueOf(folder.getFileName())))
        .flatMapToInt(OptionalInt::stream)
        .mapToObj(Revision::name)
        .findFirst();
  }

  private static Optional<String> ofMarks(SourceTree source) {
    return ReleaseMarks.findNewest(source.listTreeFiles()).stream()
        .mapToObj(Revision::name)
        .findFirst();
  }

  private static String name(int minor) {
    return "v1." + minor;
  }
}
