package io.todevice.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.todevice.text.StrictYaml;
import io.todevice.text.YamlException;
import java.nio.charset.StandardCharsets;

/** Reading and writing the files of a specification. The same tree always gives the same bytes. */
public final class Yaml {

  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .build())
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
   * @throws SpecificationException with line, column and pointer, if the text is not valid YAML,
   *     holds nothing or more than one document, repeats a key, uses an alias, or holds a number
   *     that is beyond a double
   */
  public static JsonNode parse(byte[] text, String name) {
    try {
      return StrictYaml.read(text)
          .filter(tree -> !(tree.isTextual() && tree.textValue().isEmpty()))
          .orElseThrow(() -> new SpecificationException(name, "the file is empty"));
    } catch (YamlException e) {
      throw new SpecificationException(
          name + e.position() + e.pointer(),
          e.detail().isEmpty() ? e.reason() : e.reason() + ": " + e.detail());
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
}
