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
final class ContentRules {

  private static final String JSON = "application/json";

  /** The parts of a form, and the elements of a part that is a list of files. */
  private static final int FORM_DEPTH = 2;

  private final SchemaComparison schemas;

  ContentRules(SchemaComparison schemas) {
    this.schemas = schemas;
  }

  /**
   * Compares the contents of two bodies. JSON has an argument or the result of a method for it, but
   * in a response that is an error: there it is a media type like others.
   *
   * @param before the owner of the older {@code content}
   * @param after the owner of the newer one
   * @param isError whether they are responses that are errors
   */
  void compare(
      JsonNode before,
      JsonNode after,
      Direction direction,
      boolean isError,
      String place,
      List<Finding> findings) {
    Map<String, JsonNode> old = mediaTypes(before);
    Map<String, JsonNode> now = mediaTypes(after);
    for (String type : now.keySet()) {
      if (findRange(type, old).isEmpty()) {
        ChangeKind kind =
            !isError && type.equals(JSON) ? ChangeKind.JSON_ADDED : ChangeKind.MEDIA_TYPE_ADDED;
        findings.add(Finding.of(kind, direction, "", type, place));
      }
    }
    for (String type : old.keySet()) {
      if (findRange(type, now).isEmpty()) {
        ChangeKind kind =
            !isError && type.equals(JSON) ? ChangeKind.JSON_REMOVED : ChangeKind.MEDIA_TYPE_REMOVED;
        findings.add(Finding.of(kind, direction, type, "", place));
      }
    }
    compareParts(before, after, direction, findings, place);
  }

  /** Compares what both sides have. */
  void compareParts(
      JsonNode before,
      JsonNode after,
      Direction direction,
      List<Finding> findings,
      String... place) {
    Map<String, JsonNode> old = mediaTypes(before);
    Map<String, JsonNode> now = mediaTypes(after);
    Stream.concat(old.keySet().stream(), now.keySet().stream())
        .distinct()
        .forEach(
            type -> {
              Optional<JsonNode> was = findRange(type, old);
              Optional<JsonNode> is = findRange(type, now);
              if (was.isPresent() && is.isPresent()) {
                both(type, was.get(), is.get(), direction, findings, place);
              }
            });
  }

  private void both(
      String type,
      JsonNode was,
      JsonNode is,
      Direction direction,
      List<Finding> findings,
      String... place) {
    boolean isJson = type.equals(JSON);
    String[] segments =
        isJson
            ? place
            : Stream.concat(Arrays.stream(place), Stream.of(type)).toArray(String[]::new);
    Annotations.example(was, is, direction, findings, segments);
    for (Finding finding : ofSchemas(type, schemaOf(was), schemaOf(is), direction)) {
      // Generated code is about JSON only.
      Finding concerned = isJson ? finding : finding.withoutCode();
      findings.add(concerned.inside(segments));
    }
    for (Finding finding :
        schemas.comparePart(was.path("itemSchema"), is.path("itemSchema"), direction, "item")) {
      findings.add(finding.withoutCode().inside(segments));
    }
    if (isForm(type) && !encoding(was).equals(encoding(is))) {
      findings.add(
          Finding.of(
                  ChangeKind.ENCODING_CHANGED,
                  direction,
                  Values.show(encoding(was)),
                  Values.show(encoding(is)))
              .withoutCode()
              .inside(segments));
    }
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

  /** In lower case, and without a charset: JSON has one only, and of others it is no other type. */
  private static String normal(String type) {
    String[] parts = type.split(";");
    return Arrays.stream(parts)
        .map(part -> part.strip().toLowerCase(Locale.ROOT))
        .filter(part -> !part.startsWith("charset="))
        .collect(Collectors.joining("; "));
  }

  /** What is said of a media type: of itself, or of the nearest range that it is in. */
  private static Optional<JsonNode> findRange(String type, Map<String, JsonNode> types) {
    String range = type.replaceFirst("/.*", "/*");
    return Stream.of(type, range, "*/*").filter(types::containsKey).map(types::get).findFirst();
  }
}
