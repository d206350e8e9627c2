package io.todevice.text;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads YAML of which every word counts: a duplicate key, an alias, a second document or a number
 * beyond a double is a fault and not a surprise. JSON is YAML too.
 */
public final class StrictYaml {

  /** The longest text that is read, in code points. */
  private static final int MAX_LENGTH = 64 << 20;

  private static final YAMLFactory FACTORY =
      YAMLFactory.builder()
          .loaderOptions(upToMaxLength())
          .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
          .build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final YAMLParser parser;

  private StrictYaml(YAMLParser parser) {
    this.parser = parser;
  }

  /**
   * The tree of a text in UTF-8, or empty where it holds nothing, only comments, or {@code null}.
   *
   * @throws YamlException if it is not valid YAML, or not as strict
   */
  public static Optional<JsonNode> read(byte[] text) throws YamlException {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      return new StrictYaml(parser).document();
    } catch (IOException e) {
      throw invalid(e, null);
    }
  }

  /**
   * The tree of a text, likewise.
   *
   * @throws YamlException if it is not valid YAML, or not as strict
   */
  public static Optional<JsonNode> read(String text) throws YamlException {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      return new StrictYaml(parser).document();
    } catch (IOException e) {
      throw invalid(e, null);
    }
  }

  private Optional<JsonNode> document() throws YamlException {
    try {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      JsonNode tree = node();
      if (parser.nextToken() != null) {
        throw fault("a second document begins");
      }
      return tree.isNull() ? Optional.empty() : Optional.of(tree);
    } catch (IOException e) {
      throw invalid(e, parser);
    }
  }

  private JsonNode node() throws IOException, YamlException {
    if (parser.isCurrentAlias()) {
      throw fault("YAML aliases are not supported");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> map();
      case START_ARRAY -> list();
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> number();
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw fault("this kind of YAML value is not supported");
    };
  }

  private ObjectNode map() throws IOException, YamlException {
    ObjectNode map = NODES.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      if (map.has(key)) {
        throw fault("duplicate key");
      }
      parser.nextToken();
      map.set(key, node());
    }
    return map;
  }

  private ArrayNode list() throws IOException, YamlException {
    ArrayNode list = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(node());
    }
    return list;
  }

  private JsonNode integer() throws IOException {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  private JsonNode number() throws IOException, YamlException {
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw fault("a number is too large");
    }
    return NODES.numberNode(value);
  }

  private YamlException fault(String reason) {
    return new YamlException(position(parser.currentTokenLocation()), pointer(parser), reason, "");
  }

  private static YamlException invalid(IOException fault, @Nullable YAMLParser parser) {
    String message =
        fault instanceof JacksonException ofParser
            ? ofParser.getOriginalMessage()
            : fault.getMessage();
    return new YamlException(
        position(fault),
        parser == null ? "" : pointer(parser),
        "not valid YAML",
        message == null ? "" : message.lines().findFirst().orElse(""));
  }

  /** The element that was read last; nothing at the root. */
  private static String pointer(YAMLParser parser) {
    String pointer = parser.getParsingContext().pathAsPointer().toString();
    return pointer.isEmpty() ? "" : "#" + pointer;
  }

  private static String position(IOException fault) {
    if (fault.getCause() instanceof MarkedYAMLException marked) {
      Mark mark = marked.getProblemMark();
      return position(mark.getLine() + 1, mark.getColumn() + 1);
    }
    // Of bytes and characters that are no text it knows no place.
    return fault instanceof JacksonException ofParser
            && !(fault.getCause() instanceof YAMLException)
        ? position(ofParser.getLocation())
        : "";
  }

  private static String position(JsonLocation location) {
    return position(location.getLineNr(), location.getColumnNr());
  }

  private static String position(int line, int column) {
    return ":" + line + ":" + column;
  }

  private static LoaderOptions upToMaxLength() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_LENGTH);
    return options;
  }
}
