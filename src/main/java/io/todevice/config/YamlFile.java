package io.todevice.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.text.StrictYaml;
import io.todevice.text.YamlException;
import java.nio.file.Path;
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
    try {
      return StrictYaml.read(TextFile.read(file));
    } catch (YamlException e) {
      throw new ConfigException(file + e.position(), e.reason());
    }
  }
}
