package io.todevice.cli.common;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the process ends with. */
public final class ExitCodes {

  /** It did what it was told. */
  public static final int DONE = 0;

  /** It went wrong while running. */
  public static final int FAILED = 1;

  /** An option, an argument, a setting or a specification is wrong. */
  public static final int USAGE = 2;

  /** It compared or tested what it was told to, and found what breaks something. */
  public static final int BREAKS = 3;

  /** It tested what it was told to, and found what falls short of more than the specification. */
  public static final int FALLS_SHORT = 4;

  /** It was to test something, and came to no result at all. */
  public static final int NOTHING_RUN = 5;

  /** All that the process may end with, as {@code --help} shows it. */
  public static final Map<String, String> DESCRIPTIONS = describe();

  private ExitCodes() {}

  private static Map<String, String> describe() {
    Map<String, String> descriptions = new LinkedHashMap<>();
    descriptions.put(Integer.toString(DONE), "done");
    descriptions.put(Integer.toString(FAILED), "it went wrong, for example the port is in use");
    descriptions.put(Integer.toString(USAGE), "an option or a setting is wrong");
    descriptions.put(Integer.toString(BREAKS), "spec diff or a kit found what breaks something");
    descriptions.put(Integer.toString(FALLS_SHORT), "a kit found lighter failures only");
    descriptions.put(Integer.toString(NOTHING_RUN), "a kit could run no case");
    descriptions.put("130, 143", "stopped by SIGINT, by SIGTERM");
    return descriptions;
  }
}
