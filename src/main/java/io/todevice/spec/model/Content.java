package io.todevice.spec.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The body of a request or a response. Immutable.
 *
 * @param isRequired whether a request must have it
 * @param schemas the schema of each media type, in lower case without its parameters; missing where
 *     it has none
 */
public record Content(boolean isRequired, Map<String, JsonNode> schemas) {

  private static final String JSON = "application/json";

  /** Copies the map, and keeps its order. */
  public Content {
    schemas = Collections.unmodifiableMap(new LinkedHashMap<>(schemas));
  }

  static Content of(JsonNode body) {
    Map<String, JsonNode> schemas = new LinkedHashMap<>();
    body.path("content")
        .properties()
        .forEach(type -> schemas.put(mediaType(type.getKey()), type.getValue().path("schema")));
    return new Content(body.path("required").asBoolean(false), schemas);
  }

  /** The schema of JSON; missing if it has none. */
  public JsonNode jsonSchema() {
    return schemas.getOrDefault(JSON, MissingNode.getInstance());
  }

  /** A media type in lower case and without its parameters. */
  public static String mediaType(String header) {
    int parameters = header.indexOf(';');
    return (parameters < 0 ? header : header.substring(0, parameters))
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
