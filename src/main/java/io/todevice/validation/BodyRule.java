package io.todevice.validation;

import io.todevice.spec.model.Content;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the document says of a body: its media types, and the schema of each that is JSON. */
final class BodyRule {

  private final Map<String, Schemas.CompiledSchema> schemas = new LinkedHashMap<>();

  /** A rule. */
  BodyRule(Content content, Schemas compiler) {
    content.schemas().forEach((type, schema) -> schemas.put(type, compiler.compile(schema)));
  }

  /** Where a body that came with its media type is not what the document says. */
  List<Violation> check(String mediaType, byte[] body) {
    if (schemas.isEmpty()) {
      return body.length == 0
          ? List.of()
          : List.of(new Violation("body", "content", "the document has none here"));
    }
    Schemas.CompiledSchema schema = schemas.get(Content.mediaType(mediaType));
    if (schema == null) {
      return List.of(
          new Violation(
              "header Content-Type", "content", "the document has only " + schemas.keySet()));
    }
    return isJson(Content.mediaType(mediaType)) ? checkJson(schema, body) : List.of();
  }

  /**
   * The same for a body whose media type does not matter (clause S7): it is what the document says
   * of JSON, or of the first type if it says nothing of JSON.
   */
  List<Violation> checkAsOnlyType(byte[] body) {
    return check(mainType(), body);
  }

  /**
   * One way in which a JSON value is not what the document says; nothing for a text that is no
   * JSON.
   */
  Optional<Violation> findViolation(byte[] body) {
    Schemas.CompiledSchema schema = schemas.get(mainType());
    return schema == null || !isJson(mainType())
        ? Optional.empty()
        : JsonText.parse(body)
            .flatMap(value -> schema.checkFirst(value, "body").stream().findFirst());
  }

  private String mainType() {
    return schemas.keySet().stream()
        .filter(BodyRule::isJson)
        .min(Comparator.comparing(type -> type.equals("application/json") ? 0 : 1))
        .or(() -> schemas.keySet().stream().findFirst())
        .orElse("");
  }

  private static List<Violation> checkJson(Schemas.CompiledSchema schema, byte[] body) {
    return JsonText.parse(body)
        .map(value -> schema.check(value, "body"))
        .orElseGet(
            () ->
                List.of(
                    new Violation(
                        "body", "json", body.length == 0 ? "it is empty" : "it is no JSON")));
  }

  private static boolean isJson(String mediaType) {
    return mediaType.equals("application/json") || mediaType.endsWith("+json");
  }
}
