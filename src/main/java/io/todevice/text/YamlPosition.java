package io.todevice.text;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonPointer;
import java.util.Map;

/**
 * Where an element of a YAML text begins, which is at its key if it has one.
 *
 * @param line from 1
 * @param column from 1
 */
public record YamlPosition(int line, int column) {

  static YamlPosition of(JsonLocation location) {
    return new YamlPosition(location.getLineNr(), location.getColumnNr());
  }

  /**
   * Where an element begins, or else the nearest one around it that is known.
   *
   * @param positions the positions that {@link StrictYaml} has found
   */
  public static YamlPosition get(Map<JsonPointer, YamlPosition> positions, JsonPointer pointer) {
    for (JsonPointer at = pointer; at != null; at = at.head()) {
      YamlPosition position = positions.get(at);
      if (position != null) {
        return position;
      }
    }
    return new YamlPosition(1, 1);
  }

  /** {@code line:column}. */
  @Override
  public String toString() {
    return line + ":" + column;
  }
}
