package io.todevice.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Map;
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

  /** The longest text that is read, in bytes. */
  public static final int MAX_BYTES = 32 << 20;

  /** How deep maps and lists may nest. */
  private static final int MAX_DEPTH = 500;

  /** How many values a text may hold. */
  private static final int MAX_VALUES = 1_000_000;

  private static final YAMLFactory FACTORY =
      YAMLFactory.builder()
          .loaderOptions(upToMaxLength())
          .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
          .build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final YAMLParser parser;
  private final TokenReader reader;
  private final @Nullable Map<JsonPointer, YamlPosition> positions;
  private int depth;
  private int values;

  private StrictYaml(
      YAMLParser parser, TokenReader reader, @Nullable Map<JsonPointer, YamlPosition> positions) {
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
    try (YAMLParser parser = FACTORY.createParser(reader)) {
      return new StrictYaml(parser, reader, positions).document();
    } catch (IOException e) {
      throw invalid(e, null);
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
      throw invalid(e, parser);
    }
  }

  private @Nullable JsonToken next() throws IOException {
    JsonToken token = parser.nextToken();
    reader.beginToken(parser.currentTokenLocation().getCharOffset());
    return token;
  }

  private JsonNode node() throws IOException, YamlException {
    if (++values > MAX_VALUES) {
      throw fault("there are more than " + MAX_VALUES + " values");
    }
    if (parser.isCurrentAlias()) {
      throw fault("YAML aliases are not supported");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT, START_ARRAY -> collection();
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> number();
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw fault("this kind of YAML value is not supported");
    };
  }

  private JsonNode collection() throws IOException, YamlException {
    if (++depth > MAX_DEPTH) {
      throw fault("maps and lists nest deeper than " + MAX_DEPTH);
    }
    JsonNode collection = parser.currentToken() == JsonToken.START_OBJECT ? map() : list();
    depth--;
    return collection;
  }

  private ObjectNode map() throws IOException, YamlException {
    ObjectNode map = NODES.objectNode();
    while (next() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      if (map.has(key)) {
        throw fault("duplicate key");
      }
      remember(parser.getParsingContext());
      next();
      map.set(key, node());
    }
    return map;
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
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw fault("a number is too large");
    }
    return NODES.numberNode(value);
  }

  private YamlException fault(String reason) {
    YamlPosition position = YamlPosition.of(parser.currentTokenLocation());
    return new YamlException(":" + position, pointer(parser), reason, "");
  }

  private static YamlException invalid(IOException fault, @Nullable YAMLParser parser) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof TokenReader.TokenTooLongException tooLong) {
        String place = parser == null ? "" : pointer(parser);
        return new YamlException("", place, String.valueOf(tooLong.getMessage()), "");
      }
    }
    String message =
        fault instanceof JacksonException ofParser
            ? ofParser.getOriginalMessage()
            : fault.getMessage();
    return new YamlException(
        position(fault),
        parser == null ? "" : pointer(parser),
        "not valid YAML",
        message == null ? "" : message.lines().findFirst().orElse(""),
        fault.getCause() instanceof MarkedYAMLException marked ? hint(marked) : "");
  }

  /** What the usual slips are; the parser's own words may repeat a piece of the text. */
  private static String hint(MarkedYAMLException fault) {
    String context = String.valueOf(fault.getContext());
    String problem = String.valueOf(fault.getProblem());
    int line = fault.getContextMark() == null ? 0 : fault.getContextMark().getLine() + 1;
    if (context.contains("flow sequence")) {
      return "'[' in line " + line + " is not closed";
    } else if (context.contains("flow mapping")) {
      return "'{' in line " + line + " is not closed";
    } else if (context.contains("quoted scalar")) {
      return "the quote in line " + line + " is not closed, or has an unknown escape";
    } else if (problem.contains("TAB")) {
      return "a tab does not indent";
    } else if (problem.contains("cannot start any token")) {
      return "a text that begins with '@', '`' or '%' needs quotes";
    } else if (problem.contains("mapping values are not allowed")) {
      return "a second ': ' in a line, or a line that is indented too far";
    } else if (problem.contains("expected ':'")) {
      return "a key without ': '";
    }
    return "";
  }

  /** The element that was read last; nothing at the root. */
  private static String pointer(YAMLParser parser) {
    String pointer = parser.getParsingContext().pathAsPointer().toString();
    return pointer.isEmpty() ? "" : "#" + pointer;
  }

  private static String position(IOException fault) {
    if (fault.getCause() instanceof MarkedYAMLException marked) {
      Mark mark = marked.getProblemMark();
      return ":" + new YamlPosition(mark.getLine() + 1, mark.getColumn() + 1);
    }
    // Of bytes and characters that are no text it knows no place.
    return fault instanceof JacksonException ofParser
            && !(fault.getCause() instanceof YAMLException)
            && ofParser.getLocation() != null
        ? ":" + YamlPosition.of(ofParser.getLocation())
        : "";
  }

  private static LoaderOptions upToMaxLength() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    return options;
  }
}
