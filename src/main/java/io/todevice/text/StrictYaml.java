package io.todevice.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads YAML of which every word counts: a duplicate key, a second document or a number beyond a
 * double is a fault and not a surprise. An alias is read as a copy of what its anchor stands at,
 * and a merge key ({@code <<}, not quoted) as the members that its map lacks. JSON is YAML too.
 */
public final class StrictYaml {

  /** The longest text that is read, in bytes. */
  public static final int MAX_BYTES = 32 << 20;

  /** How deep maps and lists may nest. */
  private static final int MAX_DEPTH = 500;

  /** How many values a text may hold. */
  private static final int MAX_VALUES = 1_000_000;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String MERGE = "<<";

  private final AnchoredYaml parser;
  private final TokenReader reader;
  private final @Nullable Map<JsonPointer, YamlPosition> positions;
  private final Map<String, JsonNode> anchors = new HashMap<>();
  private int depth;
  private int values;

  private StrictYaml(
      AnchoredYaml parser, TokenReader reader, @Nullable Map<JsonPointer, YamlPosition> positions) {
    this.parser = parser;
    this.reader = reader;
    this.positions = positions;
  }

  /**
   * The tree of a text in UTF-8, or empty where it holds nothing, only comments, or {@code null}.
   *
   * @throws YamlException if it is not valid YAML, or not as strict
   */
  public static Optional<JsonNode> read(byte[] text) throws YamlException {
    return read(text, null);
  }

  /**
   * The tree of a text, likewise.
   *
   * @param positions takes where each element begins, as far as the text can be read
   * @throws YamlException if it is not valid YAML, or not as strict
   */
  public static Optional<JsonNode> read(
      byte[] text, @Nullable Map<JsonPointer, YamlPosition> positions) throws YamlException {
    if (text.length > MAX_BYTES) {
      throw new YamlException("", "", "the text is larger than " + MAX_BYTES + " bytes", "");
    }
    try {
      String decoded =
          UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(text))
              .toString();
      return read(decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded, positions);
    } catch (CharacterCodingException e) {
      throw new YamlException("", "", "not valid YAML", "the text is not UTF-8");
    }
  }

  /**
   * The tree of a text, likewise.
   *
   * @param positions takes where each element begins, as far as the text can be read
   * @throws YamlException if it is not valid YAML, or not as strict
   */
  public static Optional<JsonNode> read(
      String text, @Nullable Map<JsonPointer, YamlPosition> positions) throws YamlException {
    TokenReader reader = new TokenReader(text);
    try (AnchoredYaml parser = AnchoredYaml.parser(reader)) {
      return new StrictYaml(parser, reader, positions).document();
    } catch (IOException e) {
      throw YamlFaults.invalid(e, null);
    }
  }

  private Optional<JsonNode> document() throws YamlException {
    try {
      if (next() == null) {
        return Optional.empty();
      }
      JsonNode tree = node();
      if (next() != null) {
        throw fault("a second document begins");
      }
      return tree.isNull() ? Optional.empty() : Optional.of(tree);
    } catch (IOException e) {
      throw YamlFaults.invalid(e, parser);
    }
  }

  private @Nullable JsonToken next() throws IOException {
    JsonToken token = parser.nextToken();
    reader.beginToken(parser.currentTokenLocation().getCharOffset());
    return token;
  }

  private JsonNode node() throws IOException, YamlException {
    count();
    if (parser.isCurrentAlias()) {
      JsonNode target = anchors.get(parser.getText());
      if (target == null) {
        throw fault("the alias has no anchor before it");
      }
      return copy(target);
    }
    Optional<String> anchor = parser.findAnchor();
    // Until its end is read, an alias in it would never end.
    anchor.ifPresent(anchors::remove);
    JsonNode node =
        switch (parser.currentToken()) {
          case START_OBJECT, START_ARRAY -> collection();
          case VALUE_STRING -> NODES.textNode(parser.getText());
          case VALUE_NUMBER_INT -> integer();
          case VALUE_NUMBER_FLOAT -> number();
          case VALUE_TRUE -> NODES.booleanNode(true);
          case VALUE_FALSE -> NODES.booleanNode(false);
          case VALUE_NULL -> NODES.nullNode();
          default -> throw fault("this kind of YAML value is not supported");
        };
    anchor.ifPresent(name -> anchors.put(name, node));
    return node;
  }

  private void count() throws YamlException {
    if (++values > MAX_VALUES) {
      throw fault("there are more than " + MAX_VALUES + " values");
    }
  }

  /** Counts what is copied: a few aliases of aliases are more than any memory holds. */
  private JsonNode copy(JsonNode node) throws YamlException {
    if (!node.isContainerNode()) {
      return node;
    }
    deeper();
    JsonNode copy = node.isObject() ? NODES.objectNode() : NODES.arrayNode();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      count();
      ((ObjectNode) copy).set(member.getKey(), copy(member.getValue()));
    }
    for (JsonNode element : node.isArray() ? node : NODES.arrayNode()) {
      count();
      ((ArrayNode) copy).add(copy(element));
    }
    depth--;
    return copy;
  }

  private JsonNode collection() throws IOException, YamlException {
    deeper();
    JsonNode collection = parser.currentToken() == JsonToken.START_OBJECT ? map() : list();
    depth--;
    return collection;
  }

  private void deeper() throws YamlException {
    if (++depth > MAX_DEPTH) {
      throw fault("maps and lists nest deeper than " + MAX_DEPTH);
    }
  }

  private ObjectNode map() throws IOException, YamlException {
    ObjectNode map = NODES.objectNode();
    List<JsonNode> merged = new ArrayList<>();
    while (next() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.findAnchor().ifPresent(anchor -> anchors.put(anchor, NODES.textNode(key)));
      boolean isMerge = key.equals(MERGE) && parser.isPlainText();
      if (isMerge ? !merged.isEmpty() : map.has(key)) {
        throw fault("duplicate key");
      }
      remember(parser.getParsingContext());
      next();
      if (isMerge) {
        merged.addAll(merged());
      } else {
        map.set(key, node());
      }
    }
    for (JsonNode other : merged) {
      other.properties().forEach(member -> map.putIfAbsent(member.getKey(), member.getValue()));
    }
    return map;
  }

  /** The maps of a merge key, the first of which counts most. */
  private List<JsonNode> merged() throws IOException, YamlException {
    JsonNode value = node();
    List<JsonNode> maps = new ArrayList<>();
    (value.isArray() ? value : List.of(value)).forEach(maps::add);
    if (maps.isEmpty() || !maps.stream().allMatch(JsonNode::isObject)) {
      throw fault("the merge key '<<' takes a map, or a list of maps");
    }
    return maps;
  }

  private ArrayNode list() throws IOException, YamlException {
    ArrayNode list = NODES.arrayNode();
    while (next() != JsonToken.END_ARRAY) {
      JsonStreamContext context = parser.getParsingContext();
      remember(parser.currentToken().isStructStart() ? context.getParent() : context);
      list.add(node());
    }
    return list;
  }

  private void remember(JsonStreamContext element) {
    if (positions != null) {
      positions.put(element.pathAsPointer(), YamlPosition.of(parser.currentTokenLocation()));
    }
  }

  private JsonNode integer() throws IOException {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  private JsonNode number() throws IOException, YamlException {
    double value;
    try {
      value = parser.getDoubleValue();
    } catch (IOException notDecimal) {
      // YAML also has .nan and .inf.
      throw fault("a number must be finite, and decimal");
    }
    if (!Double.isFinite(value)) {
      throw fault("a number is too large");
    }
    return NODES.numberNode(value);
  }

  private YamlException fault(String reason) {
    YamlPosition position = YamlPosition.of(parser.currentTokenLocation());
    return new YamlException(":" + position, YamlFaults.pointer(parser), reason, "");
  }
}
