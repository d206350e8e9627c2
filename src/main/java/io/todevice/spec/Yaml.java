package io.todevice.spec;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import io.todevice.text.StrictYaml;
import io.todevice.text.YamlException;
import io.todevice.text.YamlPosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reading and writing the files of a specification. The same tree always gives the same bytes. */
public final class Yaml {

  /** Outside of quotes {@code <<} would be a merge key. */
  private static final StringQuotingChecker QUOTES =
      new StringQuotingChecker.Default() {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean needToQuoteName(String name) {
          return name.equals("<<") || super.needToQuoteName(name);
        }
      };

  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .stringQuotingChecker(QUOTES)
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
                  .stringQuotingChecker(QUOTES)
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
   * The tree of a YAML (or JSON) text. Numbers beyond a double are refused: a tree has no place for
   * them.
   *
   * @param name what to call the text in an error
   * @throws SpecificationException with line, column and pointer, if the text is not valid YAML,
   *     holds nothing or more than one document, repeats a key, or holds a number that is beyond a
   *     double
   */
  public static JsonNode parse(byte[] text, String name) {
    return parse(text, name, null);
  }

  /**
   * The tree of a text, likewise.
   *
   * @param positions takes where each element begins, as far as the text can be read
   * @throws SpecificationException likewise
   */
  public static JsonNode parse(
      byte[] text, String name, @Nullable Map<JsonPointer, YamlPosition> positions) {
    try {
      return StrictYaml.read(text, positions)
          .filter(tree -> !(tree.isTextual() && tree.textValue().isEmpty()))
          .orElseThrow(() -> new SpecificationException(name, "the file is empty"));
    } catch (YamlException e) {
      throw new SpecificationException(
          name + e.position() + e.pointer(),
          Stream.of(e.reason(), e.hint().isEmpty() ? e.detail() : e.hint())
              .filter(part -> !part.isEmpty())
              .collect(Collectors.joining(": ")));
    }
  }

  /**
   * The tree of a file.
   *
   * @param name what to call the file in an error
   * @throws SpecificationException likewise, or if it is missing, cannot be read, is larger than
   *     {@value StrictYaml#MAX_BYTES} bytes or is no regular file: a pipe or a device might never
   *     end
   */
  public static JsonNode read(Path file, String name) {
    return read(file, name, null);
  }

  /**
   * The tree of a file, likewise.
   *
   * @param positions takes where each element begins, as far as the file can be read
   * @throws SpecificationException likewise
   */
  public static JsonNode read(
      Path file, String name, @Nullable Map<JsonPointer, YamlPosition> positions) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        throw new SpecificationException(name, UnusablePath.reason(file, "file"));
      }
      if (attributes.size() > StrictYaml.MAX_BYTES) {
        throw new SpecificationException(
            name, "the file is larger than " + StrictYaml.MAX_BYTES + " bytes");
      }
      return parse(Files.readAllBytes(file), name, positions);
    } catch (AccessDeniedException e) {
      throw new SpecificationException(name, "permission denied");
    } catch (IOException e) {
      String reason =
          Files.exists(file) ? "the file cannot be read" : UnusablePath.reason(file, "file");
      throw new SpecificationException(name, reason);
    }
  }

  /**
   * A scalar of a file as it is written there, where a number of the tree has lost it.
   *
   * @return empty if the file cannot be read as far as there
   */
  public static String text(Path file, JsonPointer place) {
    try (YAMLParser parser = YAML.getFactory().createParser(Files.readAllBytes(file))) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isScalarValue() && parser.getParsingContext().pathAsPointer().equals(place)) {
          return parser.isCurrentAlias() ? "" : parser.getText();
        }
      }
    } catch (IOException e) {
      // The tree of the file is read elsewhere, and reports it.
    }
    return "";
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
