package io.todevice.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the process ends with. */
final class ExitCodes {

  /** It did what it was told. */
  static final int DONE = 0;

  /** It went wrong while running. */
  static final int FAILED = 1;

  /** An option, an argument, a setting or a specification is wrong. */
  static final int USAGE = 2;

  /** All that the process may end with, as {@code --help} shows it. */
  static final Map<String, String> DESCRIPTIONS = describe();

  private ExitCodes() {}

  private static Map<String, String> describe() {
    Map<String, String> descriptions = new LinkedHashMap<>();
    descriptions.put(Integer.toString(DONE), "done");
    descriptions.put(Integer.toString(FAILED), "it went wrong, for example the port is in use");
    descriptions.put(Integer.toString(USAGE), "an option or a setting is wrong");
    descriptions.put("130, 143", "stopped by SIGINT, by SIGTERM");
    return descriptions;
  }
}
