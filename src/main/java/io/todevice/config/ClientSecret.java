package io.todevice.config;

import java.nio.file.Path;

/**
 * The secret of this server as a client of an OAuth 2.0 authorization server.
 *
 * @param value the secret, never printed
 */
public record ClientSecret(String value) {

  /**
   * Reads the first line of a file, and logs a warning where others can read it.
   *
   * @throws ConfigException if it can't be read, or holds nothing
   */
  static ClientSecret read(Path file) {
    return new ClientSecret(TextFile.readSecret(file));
  }

  @Override
  public String toString() {
    return "ClientSecret[hidden]";
  }
}
