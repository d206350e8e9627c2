package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A body by its media types. Java has one type for it: that of its JSON, if it may be JSON, and of
 * either where media types of JSON have different schemas; else text, if it is always text; else
 * bytes.
 *
 * @param mediaTypes the media types that this Java type stands for; none where there is no body
 * @param type the schema for the generator, the same for all of them
 */
record Content(List<String> mediaTypes, ObjectNode type) {

  static final String JSON = "application/json";

  /** The format of a body that is neither JSON nor text. */
  static final String BYTES = "bytes";

  /**
   * Reads a {@code content} map.
   *
   * @param jsonType gives the type of a JSON schema
   */
  static Content of(JsonNode content, UnaryOperator<JsonNode> jsonType) {
    List<String> all = content.properties().stream().map(Map.Entry::getKey).toList();
    List<String> json = all.stream().filter(Content::isJson).toList();
    if (!json.isEmpty()) {
      JsonNode schema =
          json.stream()
              .map(name -> content.path(name).path("schema"))
              .filter(each -> !each.isMissingNode())
              .reduce(Alternatives::either)
              .orElse(MissingNode.getInstance());
      return new Content(json, (ObjectNode) jsonType.apply(schema));
    }
    ObjectNode type = JsonNodeFactory.instance.objectNode().put("type", "string");
    Predicate<String> isText = name -> essence(name).startsWith("text/");
    return new Content(all, all.stream().allMatch(isText) ? type : type.put("format", BYTES));
  }

  /** Whether it is what every body is unless said otherwise. */
  boolean isPlainJson() {
    return mediaTypes.equals(List.of(JSON));
  }

  /** Whether it is JSON. */
  boolean isJson() {
    return mediaTypes.stream().anyMatch(Content::isJson);
  }

  /** Whether it is text that is no JSON. */
  boolean isText() {
    return !isJson() && !type.has("format");
  }

  private static boolean isJson(String mediaType) {
    return essence(mediaType).equals(JSON) || essence(mediaType).endsWith("+json");
  }

  /** The media type without parameters. */
  private static String essence(String mediaType) {
    return mediaType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
  }
}
