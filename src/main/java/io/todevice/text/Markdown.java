package io.todevice.text;

import java.util.List;

/** Text in Markdown. */
public final class Markdown {

  private Markdown() {}

  /**
   * Text from outside on one line, see {@link OneLine}, that neither ends a cell of a table nor
   * means anything to Markdown, HTML or a forge.
   */
  public static String escape(String text) {
    return OneLine.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("([\\\\`*_\\[\\]|~!#@])", "\\\\$1");
  }

  /** A row of a table, without its line break; the cells are Markdown already. */
  public static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
