package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a document says to people: titles, summaries and descriptions, and the notes in which
 * Matrix's files say since which release something exists, and in which one its behaviour changed.
 * The texts stand in the findings in full. How a text is broken into lines is no change.
 */
final class Texts {

  private static final String ADDED_IN = "x-addedInMatrixVersion";
  private static final String CHANGED_IN = "x-changedInMatrixVersion";

  private Texts() {}

  /**
   * Summary, description and notes of two objects, such as two operations or parameters.
   *
   * @param place where the objects stand, nothing for operations; each text stands under its key
   */
  static List<Finding> compare(JsonNode old, JsonNode now, Direction direction, String... place) {
    List<Finding> findings = new ArrayList<>();
    for (String key : List.of("summary", "description")) {
      compareText(old.path(key), now.path(key), direction)
          .forEach(finding -> findings.add(finding.inside(key).inside(place)));
    }
    String[] ofNotes = place.length == 0 ? new String[] {"operation"} : place;
    compareNotes(old, now, direction).forEach(finding -> findings.add(finding.inside(ofNotes)));
    return findings;
  }

  /** Two texts, either of which may be missing. */
  static List<Finding> compareText(JsonNode old, JsonNode now, Direction direction) {
    String was = old.asText("").strip();
    String is = now.asText("").strip();
    return onOneLine(was).equals(onOneLine(is))
        ? List.of()
        : List.of(Finding.of(ChangeKind.TEXT_CHANGED, direction, was, is));
  }

  /** The notes about releases; one of a release that had none tells of a changed behaviour. */
  static List<Finding> compareNotes(JsonNode old, JsonNode now, Direction direction) {
    List<Finding> findings = new ArrayList<>();
    for (Finding added : compareText(old.path(ADDED_IN), now.path(ADDED_IN), direction)) {
      findings.add(added.inside(ADDED_IN));
    }
    JsonNode was = old.path(CHANGED_IN);
    JsonNode is = now.path(CHANGED_IN);
    Set<String> releases = new LinkedHashSet<>();
    was.fieldNames().forEachRemaining(releases::add);
    is.fieldNames().forEachRemaining(releases::add);
    for (String release : releases) {
      String prefix = release + ": ";
      if (!was.has(release)) {
        String note = prefix + is.path(release).asText("").strip();
        findings.add(Finding.of(ChangeKind.CHANGE_NOTE_ADDED, direction, "", note));
      } else if (!is.has(release)) {
        String note = prefix + was.path(release).asText("").strip();
        findings.add(Finding.of(ChangeKind.CHANGE_NOTE_REMOVED, direction, note, ""));
      } else {
        for (Finding text : compareText(was.path(release), is.path(release), direction)) {
          findings.add(text.inside(CHANGED_IN, release));
        }
      }
    }
    return findings;
  }

  private static String onOneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
