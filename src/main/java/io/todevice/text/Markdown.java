package io.todevice.text;

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
}
