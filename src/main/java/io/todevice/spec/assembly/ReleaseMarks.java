package io.todevice.spec.assembly;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The marks that tell in which release something was added, changed, deprecated or removed: {@code
 * x-addedInMatrixVersion}, {@code x-changedInMatrixVersion} and, in texts, <code>
 * {{% added-in v="1.8" %}}</code>.
 */
final class ReleaseMarks {

  private static final YAMLFactory YAML = new YAMLFactory();
  private static final int NONE = -1;
  private static final String ADDED = "x-addedInMatrixVersion";
  private static final String CHANGED = "x-changedInMatrixVersion";

  /** What every mark has in it, so that most files need not be parsed. */
  private static final Pattern ANY = Pattern.compile("InMatrixVersion|\\{\\{[%<]");

  private static final Pattern IN_TEXT =
      Pattern.compile("\\{\\{[%<]\\s*[a-z]+-in\\s[^{}]*?\\bv=[\"']?(v?1\\.\\d{1,4})\\b");

  private int newest = NONE;

  private ReleaseMarks() {}

  /**
   * The number behind the point of the newest release that a mark names; empty where there is none.
   * A file that cannot be read counts as far as it can be.
   */
  static OptionalInt findNewest(List<Path> files) {
    ReleaseMarks marks = new ReleaseMarks();
    for (Path file : files) {
      try {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!ANY.matcher(text).find()) {
          continue;
        }
        marks.collectFromText(text);
        try (YAMLParser parser = YAML.createParser(bytes)) {
          marks.collect(parser);
        }
      } catch (IOException e) {
        // An operation that needs the file is refused elsewhere, with the reason.
      }
    }
    return marks.newest == NONE ? OptionalInt.empty() : OptionalInt.of(marks.newest);
  }

  /** Not from a tree, in which an unquoted {@code 1.10} would be the number 1.1. */
  private void collect(YAMLParser parser) throws IOException {
    String name = "";
    int changes = Integer.MAX_VALUE;
    int depth = 0;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token.isStructStart()) {
        depth++;
        changes = name.equals(CHANGED) ? depth : changes;
        name = "";
      } else if (token.isStructEnd()) {
        changes = changes == depth ? Integer.MAX_VALUE : changes;
        depth--;
        name = "";
      } else if (token == JsonToken.FIELD_NAME) {
        name = parser.currentName();
        if (depth == changes) {
          add(name);
        }
      } else {
        if (name.equals(ADDED)) {
          add(parser.getText());
        }
        name = "";
      }
    }
  }

  private void collectFromText(String text) {
    Matcher matcher = IN_TEXT.matcher(text);
    while (matcher.find()) {
      add(matcher.group(1));
    }
  }

  private void add(String release) {
    Versions.minorOf(release).ifPresent(minor -> newest = Math.max(newest, minor));
  }
}
