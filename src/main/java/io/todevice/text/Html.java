package io.todevice.text;

/** Text in HTML. */
public final class Html {

  private Html() {}

  /** Text that is nothing but text, in an element and in a quoted attribute; in XML too. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
