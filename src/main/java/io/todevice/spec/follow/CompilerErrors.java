package io.todevice.spec.follow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the compiler refuses, out of Maven's output. */
final class CompilerErrors {

  private static final Pattern PLACE =
      Pattern.compile("\\[ERROR\\] (?<file>\\S.*\\.java):\\[(?<line>\\d+),\\d+\\] (?<message>.*)");
  private static final Pattern DETAIL = Pattern.compile("(?:\\[ERROR\\])? {2,}(?<detail>\\S.*)");

  private CompilerErrors() {}

  /**
   * An error.
   *
   * @param file the source, as the compiler names it
   * @param line where in it
   * @param message what is wrong, in one line
   */
  record CompilerError(Path file, int line, String message) {}

  /** Each error once, in the compiler's order. */
  static List<CompilerError> in(List<String> output) {
    Set<CompilerError> errors = new LinkedHashSet<>();
    for (int i = 0; i < output.size(); i++) {
      Matcher place = PLACE.matcher(output.get(i));
      if (place.matches()) {
        List<String> message = new ArrayList<>(List.of(place.group("message")));
        for (int next = i + 1; next < output.size(); next++) {
          Matcher detail = DETAIL.matcher(output.get(next));
          if (!detail.matches()) {
            break;
          }
          message.add(detail.group("detail"));
        }
        errors.add(
            new CompilerError(
                Path.of(place.group("file")),
                Integer.parseInt(place.group("line")),
                String.join("; ", message)));
      }
    }
    return List.copyOf(errors);
  }
}
