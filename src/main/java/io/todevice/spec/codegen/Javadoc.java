package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The specification's descriptions, which are Markdown, as the text of Javadoc comments. */
final class Javadoc {

  private static final Pattern CODE = Pattern.compile("`+([^`\\n]+)`+");
  private static final Pattern LINK = Pattern.compile("\\[([^\\]\\[]+)\\]\\(([^()\\s]+)\\)");
  private static final String SPECIFICATION = "https://spec.matrix.org/latest";

  private Javadoc() {}

  /** The comment of an operation: its summary, its description, and where it stands. */
  static String ofOperation(JsonNode operation) {
    String summary = sentence(operation.path("summary").asText(""));
    String description = operation.path("description").asText("");
    String source = operation.path("x-source").asText("").replaceFirst("#.*", "");
    String text = description.isBlank() ? summary : summary + "\n\n" + description;
    return ofText(text + (source.isEmpty() ? "" : "\n\nFrom `" + source + "`."));
  }

  /**
   * A text, with its paragraphs, code and links as Javadoc has them; later lines begin as they do
   * in a comment.
   */
  static String ofText(String markdown) {
    List<String> paragraphs =
        Arrays.stream(markdown.strip().split("\\n\\s*\\n"))
            .map(Javadoc::paragraph)
            .filter(paragraph -> !paragraph.isBlank())
            .toList();
    return String.join("\n\n<p>", paragraphs).replace("\n", "\n   * ").replaceAll(" +\n", "\n");
  }

  private static String paragraph(String markdown) {
    String text = markdown.strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    text = text.replace("*/", "*&#47;").replace("/*", "&#47;*").replace("@", "&#64;");
    // Java reads backslash u as a character, in comments too.
    text = text.replace("\\", "&#92;").replace("\"", "&quot;");
    text = LINK.matcher(text).replaceAll(link -> Matcher.quoteReplacement(anchor(link)));
    return CODE.matcher(text).replaceAll("<code>$1</code>");
  }

  private static String anchor(MatchResult link) {
    return "<a href=\"" + absolute(link.group(2)) + "\">" + link.group(1) + "</a>";
  }

  private static String absolute(String target) {
    if (target.startsWith("/")) {
      return SPECIFICATION + target;
    }
    return target.startsWith("#") ? SPECIFICATION + "/client-server-api/" + target : target;
  }

  private static String sentence(String summary) {
    return summary.isEmpty() || summary.endsWith(".") ? summary : summary + ".";
  }
}
