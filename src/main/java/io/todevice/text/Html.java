package io.todevice.text;

/** Text in HTML. */
public final class Html {

  private Html() {}

  /**
   * Text from outside that is nothing but text, in an element and in a quoted attribute; in XML
   * too. Each of its lines is safe to show, see {@link OneLine}.
   */
  public static String escape(String text) {
    return OneLine.ofEach(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
