package io.todevice.strict.report;

import io.todevice.strict.journal.JournalState;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;

/** The formats of a report. */
public enum ReportFormat {
  /** For a terminal. */
  TEXT("text/plain; charset=utf-8", TextReport::of),
  /** For programs; docs/strict.md says what its members mean. */
  JSON("application/json", JsonReport::of),
  /** For a comment or a wiki. */
  MARKDOWN("text/markdown; charset=utf-8", MarkdownReport::of),
  /** One page that needs nothing else. */
  HTML("text/html; charset=utf-8", HtmlReport::of);

  private final String mediaType;
  private final Function<JournalState, String> renderer;

  ReportFormat(String mediaType, Function<JournalState, String> renderer) {
    this.mediaType = mediaType;
    this.renderer = renderer;
  }

  /** The format that a file's ending means; JSON where it means none. */
  public static ReportFormat of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".md")) {
      return MARKDOWN;
    } else if (name.endsWith(".html") || name.endsWith(".htm")) {
      return HTML;
    } else if (name.endsWith(".txt")) {
      return TEXT;
    }
    return JSON;
  }

  /** Its {@code Content-Type}. */
  public String mediaType() {
    return mediaType;
  }

  /** The report in this format. */
  public String render(JournalState state) {
    return renderer.apply(state);
  }
}
