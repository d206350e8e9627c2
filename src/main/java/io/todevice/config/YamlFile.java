package io.todevice.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.text.StrictYaml;
import io.todevice.text.YamlException;
import io.todevice.text.YamlPosition;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads YAML files that an operator writes. */
public final class YamlFile {

  private YamlFile() {}

  /**
   * The tree of a file, or empty where it holds nothing or only comments.
   *
   * @throws ConfigException if it can't be read or is not strict YAML ({@link StrictYaml}); the
   *     message names the file, line and column, and repeats nothing of the text, which may be
   *     secret
   */
  public static Optional<JsonNode> read(Path file) {
    return read(file, new HashMap<>());
  }

  /** The same; {@code positions} takes where each element begins. */
  static Optional<JsonNode> read(Path file, Map<JsonPointer, YamlPosition> positions) {
    try {
      return StrictYaml.read(TextFile.read(file), positions);
    } catch (YamlException e) {
      throw new ConfigException(
          file + e.position(), e.reason() + (e.hint().isEmpty() ? "" : ": " + e.hint()));
    }
  }
}
