package io.todevice.config;

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
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads YAML of which every word counts: a key that stands twice, an alias or a second document is
 * a fault and not a surprise.
 */
final class StrictYaml {

  private static final YAMLFactory FACTORY =
      YAMLFactory.builder()
          .loaderOptions(upTo(TextFile.MAX_BYTES))
          .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
          .build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final YAMLParser parser;

  private StrictYaml(YAMLParser parser) {
    this.parser = parser;
  }

  /**
   * The tree of a text, or empty where it holds nothing or only comments.
   *
   * @throws YamlException if it is no YAML, or not as strict
   */
  static Optional<JsonNode> read(String text) throws YamlException {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      JsonNode tree = new StrictYaml(parser).node("");
      if (parser.nextToken() != null) {
        throw fault(parser, "", "a second document begins");
      }
      return tree.isNull() ? Optional.empty() : Optional.of(tree);
    } catch (IOException e) {
      throw notYaml(e);
    }
  }

  private JsonNode node(String path) throws IOException, YamlException {
    if (parser.isCurrentAlias()) {
      throw fault(parser, path, "YAML aliases are not supported");
    }
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> map(path);
      case START_ARRAY -> list(path);
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw fault(parser, path, "this kind of YAML value is not supported");
    };
  }

  private ObjectNode map(String path) throws IOException, YamlException {
    ObjectNode map = NODES.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      String keyPath = path.isEmpty() ? key : path + "." + key;
      if (map.has(key)) {
        throw fault(parser, keyPath, "the key stands twice");
      }
      parser.nextToken();
      map.set(key, node(keyPath));
    }
    return map;
  }

  private ArrayNode list(String path) throws IOException, YamlException {
    ArrayNode list = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(node(path + "[" + list.size() + "]"));
    }
    return list;
  }

  private static YamlException fault(YAMLParser parser, String path, String reason) {
    JsonLocation place = parser.currentTokenLocation();
    return new YamlException(position(place.getLineNr(), place.getColumnNr()), path, reason);
  }

  /** The parser's own message stays out: it may repeat a piece of the text, which may be secret. */
  private static YamlException notYaml(IOException fault) {
    String position = "";
    if (fault.getCause() instanceof MarkedYAMLException marked) {
      Mark mark = marked.getProblemMark();
      position = position(mark.getLine() + 1, mark.getColumn() + 1);
    }
    return new YamlException(position, "", "not valid YAML");
  }

  private static LoaderOptions upTo(int characters) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(characters);
    return options;
  }

  private static String position(int line, int column) {
    return ":" + line + ":" + column;
  }
}
