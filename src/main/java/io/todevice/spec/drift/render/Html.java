package io.todevice.spec.drift.render;

import static io.todevice.text.Html.escape;

import io.todevice.spec.drift.report.Impact;
import io.todevice.spec.drift.report.OperationName;
import java.util.Locale;

/** The small parts of the HTML page. */
final class Html {

  private Html() {}

  /** The method and the path of an operation. */
  static String route(OperationName name) {
    return "<code class=\"route\"><b>"
        + escape(name.method())
        + "</b> "
        + escape(name.path())
        + "</code>";
  }

  /** What a class of changes is called in styles and in the script. */
  static String id(Impact impact) {
    return impact.name().toLowerCase(Locale.ROOT);
  }
}
