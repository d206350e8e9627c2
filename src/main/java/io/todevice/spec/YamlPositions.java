package io.todevice.spec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** At which line and column the elements of a YAML (or JSON) text begin. Immutable. */
public final class YamlPositions {

  private static final YAMLFactory YAML = new YAMLFactory();

  private final Map<String, Position> positions;

  private YamlPositions(Map<String, Position> positions) {
    this.positions = positions;
  }

  /**
   * Where an element begins, which is at its key if it has one.
   *
   * @param line from 1
   * @param column from 1
   */
  public record Position(int line, int column) {

    @Override
    public String toString() {
      return line + ":" + column;
    }
  }

  /** The positions of a text, as far as it can be read. */
  public static YamlPositions of(byte[] text) {
    Map<String, Position> positions = new HashMap<>();
    try (YAMLParser parser = YAML.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        JsonStreamContext context = parser.getParsingContext();
        if (token.isStructStart()) {
          context = context.getParent();
        }
        if (context != null && !token.isStructEnd()) {
          JsonLocation location = parser.currentTokenLocation();
          positions.putIfAbsent(
              context.pathAsPointer().toString(),
              new Position(location.getLineNr(), location.getColumnNr()));
        }
      }
    } catch (IOException e) {
      // Whoever reads the text reports it; until there the positions are right.
    }
    return new YamlPositions(positions);
  }

  /** Where an element begins, or else the nearest one around it that is known. */
  public Position get(JsonPointer pointer) {
    for (JsonPointer at = pointer; at != null; at = at.head()) {
      Position position = positions.get(at.toString());
      if (position != null) {
        return position;
      }
    }
    return new Position(1, 1);
  }
}
