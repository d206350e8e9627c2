package io.todevice.config;

import io.todevice.text.OneLine;

/**
 * Settings that the server can't be run with. Its message is one line for the operator: where, what
 * is wrong there, and what would be right. It never holds a secret.
 */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A fault that is described by {@code message}. */
  public ConfigException(String message) {
    super(OneLine.of(message));
  }

  /**
   * A fault at a place.
   *
   * @param place where: an option, or a file with the key in it
   * @param reason what is wrong there
   */
  public ConfigException(String place, String reason) {
    this(place + ": " + reason);
  }
}
