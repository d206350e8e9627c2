package io.todevice.text;

import java.util.Iterator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A part of a page, or of a document in XML. It is made of templates, into which only other parts
 * and escaped text are put: so no text from outside becomes markup. Immutable.
 */
public final class Html {

  /** Nothing. */
  public static final Html NONE = new Html("");

  private static final String GAP = "{}";

  private final String markup;

  private Html(String markup) {
    this.markup = markup;
  }

  /**
   * Fills a template.
   *
   * @param template markup with {@code {}} in each place where a value belongs, in an element or in
   *     a quoted attribute
   * @param values in the order of their places: parts are put in as they are, also those of a list
   *     or stream; everything else is escaped text
   * @throws IllegalArgumentException if there are more or fewer values than places
   */
  public static Html of(String template, Object... values) {
    StringBuilder out = new StringBuilder(template.length() + 32 * values.length);
    int from = 0;
    for (Object value : values) {
      int gap = template.indexOf(GAP, from);
      if (gap < 0) {
        throw new IllegalArgumentException("more values than places: " + template);
      }
      out.append(template, from, gap);
      append(value, out);
      from = gap + GAP.length();
    }
    if (template.indexOf(GAP, from) >= 0) {
      throw new IllegalArgumentException("fewer values than places: " + template);
    }
    return new Html(out.append(template, from, template.length()).toString());
  }

  /** The part where a condition holds, and otherwise nothing. */
  public static Html when(boolean holds, String template, Object... values) {
    return holds ? of(template, values) : NONE;
  }

  /** Parts with {@code separator}, which is markup, between them. */
  public static Html joined(String separator, Stream<Html> parts) {
    return new Html(parts.map(part -> part.markup).collect(Collectors.joining(separator)));
  }

  /** A style sheet or script of this program, which cannot be escaped and holds nothing else. */
  public static Html resource(Class<?> owner, String name) {
    return new Html(PackedFile.readText(owner, name));
  }

  /** A whole document in XML: its root element with the declaration. */
  public static String xml(Html root) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root.markup;
  }

  /**
   * A whole page that needs nothing else: no script, style, picture or font from outside.
   *
   * @param style its style sheet; {@link #NONE} for none
   * @param script its script; {@link #NONE} for none, and then none may run
   */
  public static String page(String title, Html style, Html script, Html body) {
    boolean hasScript = script != NONE;
    return of(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'{}">
            <title>{}</title>
            {}</head>
            <body>
            {}{}</body>
            </html>
            """,
            when(hasScript, "; script-src 'unsafe-inline'"),
            title,
            when(style != NONE, "<style>\n{}</style>\n", style),
            body,
            when(hasScript, "<script>\n{}</script>\n", script))
        .markup;
  }

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

  private static void append(Object value, StringBuilder out) {
    if (value instanceof Html part) {
      out.append(part.markup);
    } else if (value instanceof Iterable<?> parts) {
      parts.forEach(part -> append(part, out));
    } else if (value instanceof Stream<?> parts) {
      for (Iterator<?> each = parts.iterator(); each.hasNext(); ) {
        append(each.next(), out);
      }
    } else {
      out.append(escape(String.valueOf(value)));
    }
  }
}
