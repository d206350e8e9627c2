package io.todevice.strict.check;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Paths that the document does not have. */
final class Paths {

  /** Short words: a token that got into a path by mistake is longer. */
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._~-]{0,32}");

  private static final int MAX_SEGMENTS = 10;

  private Paths() {}

  /** The path as it may be shown: three dots for every part that may hold anything. */
  static String show(String path) {
    String[] segments = path.split("/", -1);
    return Arrays.stream(segments)
            .limit(MAX_SEGMENTS)
            .map(segment -> HARMLESS.matcher(segment).matches() ? segment : "...")
            .collect(Collectors.joining("/"))
        + (segments.length > MAX_SEGMENTS ? "/..." : "");
  }
}
