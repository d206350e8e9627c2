package io.todevice.spec.drift.render;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** How two texts differ, word by word, with a few words around each difference. */
final class TextDiff {

  private static final int CONTEXT_WORDS = 4;

  private TextDiff() {}

  /** What a part of the text is. */
  enum Kind {
    SAME,
    REMOVED,
    ADDED
  }

  /** A part of the text on one line; an ellipsis stands for words that are left out. */
  record Part(Kind kind, String text) {}

  /**
   * The parts in their order.
   *
   * @param limit how many characters to show at most, before an ellipsis ends the parts
   */
  static List<Part> of(String was, String now, int limit) {
    List<String> old = words(was);
    List<String> words = words(now);
    List<Part> parts = new ArrayList<>();
    int shown = 0;
    for (Edit edit : new HistogramDiff().diff(RawTextComparator.DEFAULT, raw(old), raw(words))) {
      same(parts, words.subList(shown, edit.getBeginB()));
      changed(parts, Kind.REMOVED, old.subList(edit.getBeginA(), edit.getEndA()));
      changed(parts, Kind.ADDED, words.subList(edit.getBeginB(), edit.getEndB()));
      shown = edit.getEndB();
    }
    List<String> rest = words.subList(shown, words.size());
    if (!rest.isEmpty()) {
      boolean isLong = rest.size() > CONTEXT_WORDS;
      List<String> first = rest.subList(0, isLong ? CONTEXT_WORDS : rest.size());
      parts.add(new Part(Kind.SAME, String.join(" ", first) + (isLong ? " …" : "")));
    }
    return cut(parts, limit);
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }

  /** A line for each word, for an algorithm that compares lines. */
  private static RawText raw(List<String> words) {
    return new RawText(String.join("\n", words).getBytes(StandardCharsets.UTF_8));
  }

  private static void same(List<Part> parts, List<String> words) {
    int size = words.size();
    boolean isFirst = parts.isEmpty();
    int wanted = isFirst ? CONTEXT_WORDS : 2 * CONTEXT_WORDS;
    if (size == 0) {
      return;
    }
    String text =
        size <= wanted
            ? String.join(" ", words)
            : (isFirst ? "" : String.join(" ", words.subList(0, CONTEXT_WORDS)) + " ")
                + "… "
                + String.join(" ", words.subList(size - CONTEXT_WORDS, size));
    parts.add(new Part(Kind.SAME, text));
  }

  private static void changed(List<Part> parts, Kind kind, List<String> words) {
    if (!words.isEmpty()) {
      parts.add(new Part(kind, String.join(" ", words)));
    }
  }

  private static List<Part> cut(List<Part> parts, int limit) {
    List<Part> kept = new ArrayList<>();
    int left = limit;
    for (Part part : parts) {
      int length = part.text().codePointCount(0, part.text().length());
      if (length > left) {
        String start = part.text().substring(0, part.text().offsetByCodePoints(0, left));
        kept.add(new Part(part.kind(), start + "…"));
        return kept;
      }
      kept.add(part);
      left -= length;
    }
    return kept;
  }
}
