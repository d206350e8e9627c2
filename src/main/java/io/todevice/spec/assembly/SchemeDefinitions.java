package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the names of security schemes mean. A file's own definition counts. A file that names a
 * scheme without defining it means what the other files of the directory define by that name, if
 * all that do agree: OpenAPI resolves such names from the whole description, not from one file
 * (OpenAPI 3.1.1, <i>Resolving Implicit Connections</i>).
 */
final class SchemeDefinitions {

  private final SourceTree source;
  private final List<Place> documents;
  private final References references;
  private final Map<String, String> borrowed = new TreeMap<>();

  SchemeDefinitions(SourceTree source, List<Place> documents) {
    this.source = source;
    this.documents = documents;
    this.references = new References(source, new SchemaComponents());
  }

  /** What a name means in a file; empty if nothing defines it, or the other files disagree. */
  Optional<JsonNode> find(Place document, String name) {
    JsonNode own = definitions(document).path(name);
    if (!own.isMissingNode()) {
      return Optional.of(own).filter(JsonNode::isObject);
    }
    JsonNode shared = null;
    for (Place other : documents) {
      JsonNode scheme = definitions(other).path(name);
      if (scheme.isObject()) {
        if (shared != null
            && !SecuritySchemes.withoutText(shared).equals(SecuritySchemes.withoutText(scheme))) {
          return Optional.empty();
        }
        shared = shared == null ? scheme : shared;
      }
    }
    if (shared != null) {
      borrowed.put(
          document.fileName() + " " + name,
          document
              + ": the security scheme '"
              + name
              + "' is defined in other files only; theirs is taken");
    }
    return Optional.ofNullable(shared);
  }

  /** What was taken from other files, a line for each file and name. */
  List<String> listBorrowed() {
    return List.copyOf(borrowed.values());
  }

  private JsonNode definitions(Place document) {
    JsonNode components = source.get(document).path("components");
    return components.path("securitySchemes").isMissingNode()
        ? components.path("securitySchemes")
        : references.resolve(document.child("components").child("securitySchemes"), Position.OTHER);
  }
}
