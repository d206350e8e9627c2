package io.todevice.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the document says of a body: its media types, and the schema of each that is JSON. */
final class BodyRule {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final Map<String, Schemas.CompiledSchema> schemas = new LinkedHashMap<>();

  /**
   * A rule.
   *
   * @param content the map of media types; missing if no body is allowed
   */
  BodyRule(JsonNode content, Schemas compiler) {
    for (Map.Entry<String, JsonNode> type : content.properties()) {
      schemas.put(mediaType(type.getKey()), compiler.compile(type.getValue().path("schema")));
    }
  }

  /** Where a body that came with its media type is not what the document says. */
  List<Violation> check(String mediaType, byte[] body) {
    if (schemas.isEmpty()) {
      return body.length == 0
          ? List.of()
          : List.of(new Violation("body", "content", "the document has none here"));
    }
    Schemas.CompiledSchema schema = schemas.get(mediaType(mediaType));
    if (schema == null) {
      return List.of(
          new Violation(
              "header Content-Type", "content", "the document has only " + schemas.keySet()));
    }
    return isJson(mediaType(mediaType)) ? checkJson(schema, body) : List.of();
  }

  /** The same for a body whose media type does not matter, because there is but one. */
  List<Violation> checkAsOnlyType(byte[] body) {
    return check(schemas.keySet().stream().findFirst().orElse(""), body);
  }

  private static List<Violation> checkJson(Schemas.CompiledSchema schema, byte[] body) {
    try {
      JsonNode value = MAPPER.readTree(body);
      if (value != null && !value.isMissingNode()) {
        return schema.check(value.toString(), "body");
      }
      return List.of(new Violation("body", "json", "it is empty"));
    } catch (JsonProcessingException e) {
      return List.of(new Violation("body", "json", "it is no JSON"));
    } catch (IOException e) {
      throw new IllegalStateException("an array cannot be read", e);
    }
  }

  private static boolean isJson(String mediaType) {
    return mediaType.equals("application/json") || mediaType.endsWith("+json");
  }

  private static String mediaType(String header) {
    int parameters = header.indexOf(';');
    return (parameters < 0 ? header : header.substring(0, parameters))
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
