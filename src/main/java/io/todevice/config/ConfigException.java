package io.todevice.config;

import io.todevice.text.OneLine;
import java.util.List;

/**
 * Settings that the server can't be run with. Each fault is one line for the operator: where, what
 * is wrong there, and what would be right. It never holds a secret.
 */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  /** A fault that is described by {@code message}. */
  public ConfigException(String message) {
    this(List.of(message));
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

  /** Several faults; at least one. */
  ConfigException(List<String> faults) {
    super(String.join(System.lineSeparator(), faults.stream().map(OneLine::of).toList()));
    this.faults = faults.stream().map(OneLine::of).toList();
  }

  /** What is wrong, one line for each fault. */
  public List<String> faults() {
    return faults;
  }
}
