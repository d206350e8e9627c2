package io.todevice.spec.follow;

import io.todevice.text.Markdown;
import io.todevice.text.OneLine;
import java.util.List;

/**
 * What following a revision takes.
 *
 * @param revision the name of the revision
 * @param outcome whether somebody has to write something
 * @param sections what was found, in the order in which a reader needs it
 */
public record FollowReport(String revision, Outcome outcome, List<Section> sections) {

  private static final int MAX_LINE = 1_000;

  /** What it comes to. */
  public enum Outcome {
    /** The server follows the revision as it is. */
    FOLLOWED("nobody has to write anything"),
    /** A person has to write something first. */
    TO_WRITE("somebody has to write something"),
    /** It could not be found out. */
    UNUSABLE("the revision could not be built");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }
  }

  /**
   * A part of the page.
   *
   * @param heading what it is about
   * @param lines what there is to say
   */
  public record Section(String heading, List<String> lines) {

    /** Copies the lines. */
    public Section {
      lines = List.copyOf(lines);
    }
  }

  /** Copies the sections. */
  public FollowReport {
    sections = List.copyOf(sections);
  }

  /** The page for a terminal. */
  public String toText() {
    StringBuilder text = new StringBuilder(title()).append('\n');
    for (Section section : sections) {
      text.append('\n').append(section.heading()).append(":\n");
      section.lines().forEach(line -> text.append("  ").append(cut(line)).append('\n'));
    }
    return text.toString();
  }

  /** The page in GitHub's Markdown. */
  public String toMarkdown() {
    StringBuilder text = new StringBuilder("# ").append(Markdown.escape(title())).append("\n");
    for (Section section : sections) {
      text.append("\n## ").append(section.heading()).append("\n\n");
      section
          .lines()
          .forEach(line -> text.append("- ").append(Markdown.escape(cut(line))).append('\n'));
    }
    return text.toString();
  }

  private String title() {
    return "Following " + cut(revision) + ": " + outcome.words;
  }

  private static String cut(String line) {
    return OneLine.of(line, MAX_LINE);
  }
}
