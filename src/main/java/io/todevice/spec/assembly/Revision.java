package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which release of the specification the files are.
 *
 * @param name the newest release
 * @param versions what the server may say that it supports, oldest first (clause R4)
 */
record Revision(String name, JsonNode versions) {

  /** The extension in which a file may list the versions. */
  static final String VERSIONS = "x-matrix-versions";

  private static final Pattern RELEASE = Pattern.compile("1\\.(\\d{1,4})");

  /**
   * Reads the list of versions where a file has one. Where none has, the files' marks of what was
   * added or changed in which release tell the newest one that they know of, and all releases up to
   * it are listed.
   */
  static Revision of(SourceTree source, List<Place> documents) {
    for (Place document : documents) {
      JsonNode versions = source.get(document).path(VERSIONS);
      if (!versions.isMissingNode()) {
        return new Revision(newest(versions, document.child(VERSIONS)), versions.deepCopy());
      }
    }
    TreeSet<Integer> minors = new TreeSet<>(List.of(1));
    for (Place document : documents) {
      collectReleases(source.get(document), minors::add);
    }
    ArrayNode versions = JsonNodeFactory.instance.arrayNode();
    for (int minor = 1; minor <= minors.last(); minor++) {
      versions.add("v1." + minor);
    }
    return new Revision("v1." + minors.last(), versions);
  }

  private static String newest(JsonNode versions, Place place) {
    String newest = "";
    for (JsonNode version : versions) {
      newest = version.isTextual() ? version.textValue() : "";
    }
    if (!versions.isArray() || newest.isEmpty()) {
      throw place.fault("a list of versions, the newest last, must stand here");
    }
    return newest;
  }

  private static void collectReleases(JsonNode node, Consumer<Integer> minors) {
    node.path("x-changedInMatrixVersion")
        .fieldNames()
        .forEachRemaining(name -> collect(name, minors));
    collect(node.path("x-addedInMatrixVersion").asText(""), minors);
    node.forEach(child -> collectReleases(child, minors));
  }

  private static void collect(String release, Consumer<Integer> minors) {
    Matcher matcher = RELEASE.matcher(release);
    if (matcher.matches()) {
      minors.accept(Integer.valueOf(matcher.group(1)));
    }
  }
}
