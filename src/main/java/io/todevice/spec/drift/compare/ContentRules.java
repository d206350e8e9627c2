package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What bodies hold, for each of their media types. */
record ContentRules(SchemaComparison schemas) {

  private static final String JSON = "application/json";

  /** The parts of a form, and the elements of a part that is a list of files. */
  private static final int FORM_DEPTH = 2;

  /**
   * Compares the contents of two bodies. JSON has an argument or the result of a method for it, but
   * in a response that is an error: there it is a media type like others.
   *
   * @param before the owner of the older {@code content}
   * @param after the owner of the newer one
   * @param isError whether they are responses that are errors
   */
  void compare(JsonNode before, JsonNode after, boolean isError, String place, Differences found) {
    Map<String, JsonNode> old = mediaTypes(before);
    Map<String, JsonNode> now = mediaTypes(after);
    for (String type : now.keySet()) {
      if (findRange(type, old).isEmpty()) {
        boolean isMain = !isError && type.equals(JSON);
        found.add(isMain ? ChangeKind.JSON_ADDED : ChangeKind.MEDIA_TYPE_ADDED, "", type, place);
      }
    }
    for (String type : old.keySet()) {
      if (findRange(type, now).isEmpty()) {
        boolean isMain = !isError && type.equals(JSON);
        found.add(
            isMain ? ChangeKind.JSON_REMOVED : ChangeKind.MEDIA_TYPE_REMOVED, type, "", place);
      }
    }
    compareParts(before, after, found, place);
  }

  /** Compares what both sides have. */
  void compareParts(JsonNode before, JsonNode after, Differences found, String... place) {
    Map<String, JsonNode> old = mediaTypes(before);
    Map<String, JsonNode> now = mediaTypes(after);
    Stream.concat(old.keySet().stream(), now.keySet().stream())
        .distinct()
        .forEach(
            type -> {
              Optional<JsonNode> was = findRange(type, old);
              Optional<JsonNode> is = findRange(type, now);
              if (was.isPresent() && is.isPresent()) {
                both(type, was.get(), is.get(), found, place);
              }
            });
  }

  private void both(String type, JsonNode was, JsonNode is, Differences found, String... place) {
    boolean isJson = type.equals(JSON);
    String[] segments =
        isJson
            ? place
            : Stream.concat(Arrays.stream(place), Stream.of(type)).toArray(String[]::new);
    Direction direction = found.direction();
    Annotations.example(was, is, found, segments);
    Differences inside = new Differences(direction);
    inside.addAll(
        schemas.comparePart(was.path("itemSchema"), is.path("itemSchema"), direction, "item"));
    if (isForm(type)) {
      inside.compare(ChangeKind.ENCODING_CHANGED, encoding(was), encoding(is));
    }
    List<Finding> ofSchemas = ofSchemas(type, schemaOf(was), schemaOf(is), direction);
    if (isJson) {
      found.addAll(ofSchemas, segments);
    } else {
      inside.addAll(ofSchemas);
    }
    // Generated code is about JSON only.
    found.addAll(inside.findings().stream().map(Finding::withoutCode).toList(), segments);
  }

  private List<Finding> ofSchemas(String type, JsonNode was, JsonNode is, Direction direction) {
    if (isXml(type)) {
      return schemas.compareXml(was, is, direction);
    }
    if (type.equals(JSON) || type.endsWith("+json")) {
      return schemas.compare(was, is, direction);
    }
    int depth = isForm(type) ? FORM_DEPTH : 0;
    return schemas.compare(
        new RawBytes(schemas.before(), schemas.after()).withoutNotation(was, is, depth),
        new RawBytes(schemas.after(), schemas.before()).withoutNotation(is, was, depth),
        direction);
  }

  private static boolean isXml(String type) {
    return type.endsWith("/xml") || type.endsWith("+xml");
  }

  /** OpenAPI ignores the encoding of other media types. */
  private static boolean isForm(String type) {
    return type.startsWith("multipart/") || type.equals("application/x-www-form-urlencoded");
  }

  private static JsonNode encoding(JsonNode media) {
    ObjectNode encoding = JsonNodeFactory.instance.objectNode();
    for (String key : List.of("encoding", "prefixEncoding", "itemEncoding")) {
      JsonNode effective = effective(media.path(key));
      if (!effective.isEmpty()) {
        encoding.set(key, effective);
      }
    }
    return encoding;
  }

  /** Without texts and without what holds anyway. */
  private static JsonNode effective(JsonNode encoding) {
    if (!encoding.isObject()) {
      return Values.normal(encoding);
    }
    ObjectNode effective = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : encoding.properties()) {
      JsonNode value = effective(member.getValue());
      boolean isIdle = value.isEmpty() && (value.isObject() || !value.asBoolean(true));
      if (!member.getKey().equals("description") && !isIdle) {
        effective.set(member.getKey(), value);
      }
    }
    return effective;
  }

  /** The schema of a parameter, a header or a media type. */
  static JsonNode schemaOf(JsonNode owner) {
    if (owner.has("schema")) {
      return owner.get("schema");
    }
    for (JsonNode media : owner.path("content")) {
      return schemaOf(media);
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private static Map<String, JsonNode> mediaTypes(JsonNode owner) {
    Map<String, JsonNode> types = new LinkedHashMap<>();
    owner
        .path("content")
        .properties()
        .forEach(member -> types.putIfAbsent(normal(member.getKey()), member.getValue()));
    return types;
  }

  /** In lower case, and without a charset, which does not make another media type. */
  private static String normal(String type) {
    String[] parts = type.split(";");
    return Arrays.stream(parts)
        .map(part -> part.strip().toLowerCase(Locale.ROOT))
        .filter(part -> !part.startsWith("charset="))
        .collect(Collectors.joining("; "));
  }

  /** The content of a media type: its own, or that of the nearest range that it is in. */
  private static Optional<JsonNode> findRange(String type, Map<String, JsonNode> types) {
    String range = type.replaceFirst("/.*", "/*");
    return Stream.of(type, range, "*/*").filter(types::containsKey).map(types::get).findFirst();
  }
}
