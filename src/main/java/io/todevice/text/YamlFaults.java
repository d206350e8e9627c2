package io.todevice.text;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** What a parser's faults are for people: where, what, and what is usually wrong then. */
final class YamlFaults {

  private YamlFaults() {}

  /** A text that is not valid YAML. */
  static YamlException invalid(IOException fault, @Nullable YAMLParser parser) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof TokenReader.TokenTooLongException tooLong) {
        String place = parser == null ? "" : pointer(parser);
        return new YamlException("", place, String.valueOf(tooLong.getMessage()), "");
      }
    }
    String message =
        fault instanceof JacksonException ofParser
            ? ofParser.getOriginalMessage()
            : fault.getMessage();
    return new YamlException(
        position(fault),
        parser == null ? "" : pointer(parser),
        "not valid YAML",
        message == null ? "" : message.lines().findFirst().orElse(""),
        fault.getCause() instanceof MarkedYAMLException marked
            ? hint(marked)
            : String.valueOf(message).startsWith("Expected a field name")
                ? "a key must be a text, and no alias"
                : "");
  }

  /** What the usual slips are; the parser's own words may repeat a piece of the text. */
  private static String hint(MarkedYAMLException fault) {
    String context = String.valueOf(fault.getContext());
    String problem = String.valueOf(fault.getProblem());
    int line = fault.getContextMark() == null ? 0 : fault.getContextMark().getLine() + 1;
    if (context.contains("flow sequence")) {
      return "'[' in line " + line + " is not closed";
    } else if (context.contains("flow mapping")) {
      return "'{' in line " + line + " is not closed";
    } else if (context.contains("quoted scalar")) {
      return "the quote in line " + line + " is not closed, or has an unknown escape";
    } else if (problem.contains("TAB")) {
      return "a tab does not indent";
    } else if (problem.contains("cannot start any token")) {
      return "a text that begins with '@', '`' or '%' needs quotes";
    } else if (problem.contains("mapping values are not allowed")) {
      return "a second ': ' in a line, or a line that is indented too far";
    } else if (problem.contains("expected ':'")) {
      return "a key without ': '";
    }
    return "";
  }

  /** The element that was read last; nothing at the root. */
  static String pointer(YAMLParser parser) {
    String pointer = parser.getParsingContext().pathAsPointer().toString();
    return pointer.isEmpty() ? "" : "#" + pointer;
  }

  private static String position(IOException fault) {
    if (fault.getCause() instanceof MarkedYAMLException marked) {
      Mark mark = marked.getProblemMark();
      return ":" + new YamlPosition(mark.getLine() + 1, mark.getColumn() + 1);
    }
    // Of bytes and characters that are no text it knows no place.
    return fault instanceof JacksonException ofParser
            && !(fault.getCause() instanceof YAMLException)
            && ofParser.getLocation() != null
        ? ":" + YamlPosition.of(ofParser.getLocation())
        : "";
  }
}
