package io.todevice.spec.assembly;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.pattern.EcmaPattern;
import java.util.Map;
import java.util.Optional;

/**
 * The regular expressions in the schemas of an assembled document. The server checks requests with
 * them, so one that does not compile must stop the build, and not the start of what was built.
 */
record SchemaPatterns(SourceTree source) {

  private static final String PATTERN = "pattern";
  private static final String PATTERN_PROPERTIES = "patternProperties";

  /**
   * Compiles all of them.
   *
   * @throws SpecificationException if one cannot be compiled
   */
  void require(JsonNode document) {
    JsonPointer schemas = JsonPointer.compile("/components/schemas");
    require(document.path("paths"), Position.OTHER, JsonPointer.compile("/paths"));
    require(document.at(schemas), Position.SCHEMA_MAP, schemas);
  }

  private void require(JsonNode node, Position position, JsonPointer pointer) {
    if (position == Position.VALUE || position == Position.EXAMPLE) {
      return;
    }
    if (position == Position.SCHEMA) {
      if (node.path(PATTERN).isTextual()) {
        compile(node.get(PATTERN).textValue(), pointer.appendProperty(PATTERN));
      }
      for (Map.Entry<String, JsonNode> entry : node.path(PATTERN_PROPERTIES).properties()) {
        compile(
            entry.getKey(),
            pointer.appendProperty(PATTERN_PROPERTIES).appendProperty(entry.getKey()));
      }
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String key = member.getKey();
      require(member.getValue(), position.under(key), pointer.appendProperty(key));
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      require(node.get(i), position.ofElement(), pointer.appendIndex(i));
    }
  }

  private void compile(String pattern, JsonPointer pointer) {
    try {
      EcmaPattern.compile(pattern);
    } catch (IllegalArgumentException e) {
      String place =
          source.listRead().stream()
              .flatMap(file -> find(pattern, source.get(file), file).stream())
              .map(Place::toString)
              .findFirst()
              .orElse("openapi.yaml#" + pointer);
      throw new SpecificationException(
          place, "the pattern '" + pattern + "' cannot be compiled: " + e.getMessage());
    }
  }

  /** Where a file has the pattern: the document is assembled from copies. */
  private static Optional<Place> find(String pattern, JsonNode node, Place place) {
    if (pattern.equals(node.path(PATTERN).textValue())) {
      return Optional.of(place.child(PATTERN));
    }
    if (node.path(PATTERN_PROPERTIES).has(pattern)) {
      return Optional.of(place.child(PATTERN_PROPERTIES).child(pattern));
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      Optional<Place> found = find(pattern, member.getValue(), place.child(member.getKey()));
      if (found.isPresent()) {
        return found;
      }
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      Optional<Place> found = find(pattern, node.get(i), place.child(i));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
