package io.todevice.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How clients are watched for what they do wrong.
 *
 * @param adminPort where on this machine's loopback interface the violations are shown: 1 to 65535,
 *     or 0 for any port that is free
 * @param report where to write the report when the server stops; the format is told by the ending
 */
public record StrictConfig(int adminPort, Optional<Path> report) {

  /** The port next to the server's own. */
  public static final int DEFAULT_ADMIN_PORT = 8009;

  static final ValueType<Integer> PORT = ValueTypes.wholeNumber("PORT", 0, 65_535);

  /**
   * Checks the port.
   *
   * @throws IllegalArgumentException if it is none
   */
  public StrictConfig {
    PORT.check("admin-port", adminPort);
  }
}
