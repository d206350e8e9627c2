package io.todevice.spec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reading and writing the files of a specification. The same tree always gives the same bytes. */
public final class Yaml {

  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Every text in quotes. */
  private static final YAMLMapper QUOTED =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .build())
          .build();

  /** A line break to YAML, which outside of quotes the writer does not escape. */
  private static final String NEXT_LINE = "\u0085";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Yaml() {}

  /**
   * The tree of a YAML (or JSON) text. Aliases, and numbers beyond a double, are refused: a tree
   * has no place for them, and no specification needs them.
   *
   * @param name what to call the text in an error
   * @throws SpecificationException with line, column and pointer, if the text is no YAML, holds
   *     nothing or more than one document, repeats a key, uses an alias, or holds a number that is
   *     beyond a double
   */
  public static JsonNode parse(byte[] text, String name) {
    try {
      refuseFaults(text, name);
      JsonNode tree = YAML.readTree(text);
      if (isNothing(tree)) {
        throw new SpecificationException(name, "the file is empty");
      }
      return tree;
    } catch (MismatchedInputException e) {
      throw new SpecificationException(
          name + position(e.getLocation()), "the file holds more than one document");
    } catch (JsonProcessingException e) {
      throw new SpecificationException(
          name + position(e.getLocation()), "no YAML: " + firstLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new SpecificationException(name, "cannot be read");
    }
  }

  /** The tree as YAML. */
  public static byte[] write(JsonNode tree) {
    try {
      boolean needsQuotes = tree.toString().contains(NEXT_LINE);
      return (needsQuotes ? QUOTED : YAML).writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always writable", e);
    }
  }

  /** The tree as JSON, indented. */
  public static byte[] writeJson(JsonNode tree) {
    try {
      return (JSON.writeValueAsString(tree) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always writable", e);
    }
  }

  private static boolean isNothing(JsonNode tree) {
    return tree == null
        || tree.isMissingNode()
        || tree.isNull()
        || (tree.isTextual() && tree.textValue().isEmpty());
  }

  /** Reads all of it first, when it is known which element each fault stands in. */
  private static void refuseFaults(byte[] text, String name) throws IOException {
    try (YAMLParser parser = YAML.getFactory().createParser(text)) {
      try {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
          if (parser.isCurrentAlias()) {
            throw fault(name, parser, "YAML aliases are not supported");
          }
          if (token == JsonToken.VALUE_NUMBER_FLOAT && !Double.isFinite(parser.getDoubleValue())) {
            throw fault(name, parser, "a number is too large");
          }
        }
      } catch (JsonProcessingException e) {
        throw new SpecificationException(
            name + position(e.getLocation()) + pointer(parser),
            "no YAML: " + firstLine(e.getOriginalMessage()));
      }
    }
  }

  private static SpecificationException fault(String name, YAMLParser parser, String reason) {
    return new SpecificationException(
        name + position(parser.currentLocation()) + pointer(parser), reason);
  }

  /** The element that was read last; nothing at the root. */
  private static String pointer(YAMLParser parser) {
    String pointer = parser.getParsingContext().pathAsPointer().toString();
    return pointer.isEmpty() ? "" : "#" + pointer;
  }

  private static String position(JsonLocation location) {
    return location == null ? "" : ":" + location.getLineNr() + ":" + location.getColumnNr();
  }

  private static String firstLine(String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }
}
