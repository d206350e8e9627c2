package io.todevice.spec.drift.render;

import io.todevice.spec.drift.report.Acceptance;
import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.OperationDrift;
import io.todevice.spec.drift.report.OperationName;
import io.todevice.spec.drift.report.SourcePosition;
import io.todevice.spec.trace.OperationTrace;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How all formats put things. */
final class Wording {

  /** The most characters of the difference between two texts. */
  static final int MAX_DIFFERENCE = 300;

  /** The most operations that are named where many have something in common. */
  static final int MAX_NAMES = 8;

  /** The most places of one change that are listed. */
  static final int MAX_PLACES = 4;

  private static final Map<ChangeKind, String> FATES =
      Map.of(ChangeKind.OPERATION_ADDED, "added", ChangeKind.OPERATION_REMOVED, "removed");

  private static final int MAX_NAME = 80;

  private Wording() {}

  /** The class of a change, for example {@code breaks clients and the server's code}. */
  static String classOf(Change change) {
    String label =
        change.breaksBoth() ? "breaks clients and the server's code" : change.worst().label();
    return change.acceptance().isEmpty() ? label : label + ", accepted";
  }

  /** Whether a change is one of texts, so that it is shown word by word. */
  static boolean isOfTexts(Change change) {
    return change.kind() == ChangeKind.TEXT_CHANGED;
  }

  /** What was there and what is there; empty where there is nothing to show. */
  static String values(Change change) {
    if (isOfTexts(change)) {
      return difference(change).stream().map(Wording::marked).collect(Collectors.joining(" "));
    }
    if (change.was().isEmpty()) {
      return cut(change.now());
    }
    return change.now().isEmpty()
        ? "was " + cut(change.was())
        : cut(change.was()) + " → " + cut(change.now());
  }

  /** The difference between two texts. */
  static List<TextDiff.Part> difference(Change change) {
    return TextDiff.of(change.was(), change.now(), MAX_DIFFERENCE);
  }

  private static String marked(TextDiff.Part part) {
    return switch (part.kind()) {
      case SAME -> part.text();
      case REMOVED -> "[-" + part.text() + "-]";
      case ADDED -> "{+" + part.text() + "+}";
    };
  }

  private static String cut(String lines) {
    String text = lines.strip().replaceAll("\\s+", " ");
    return text.codePointCount(0, text.length()) <= MAX_DIFFERENCE
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_DIFFERENCE)) + "…";
  }

  /** {@code added} or {@code removed}, where that is what happened to it; empty otherwise. */
  static String fate(OperationDrift operation) {
    return operation.changes().stream()
        .map(Change::kind)
        .filter(FATES::containsKey)
        .map(FATES::get)
        .findFirst()
        .orElse("");
  }

  /** The kind and the values. */
  static String what(Change change) {
    String values = values(change);
    return values.isEmpty() ? change.kind().label() : change.kind().label() + ": " + values;
  }

  /** Where it is, shortened where it is at many places. */
  static String where(Change change) {
    int more = change.places().size() - 1;
    String first = change.places().get(0);
    return more == 0 ? first : first + " (and " + count(more, "more place") + ")";
  }

  /** The file and the line, without the directories that lead to the file; empty if unknown. */
  static String source(Change change) {
    return change.source().map(Wording::shortly).orElse("");
  }

  private static String shortly(SourcePosition source) {
    return source.file().substring(source.file().lastIndexOf('/') + 1) + ":" + source.line();
  }

  static String reasons(Change change) {
    String reasons = String.join("; ", change.verdict().reasons().values());
    return change.acceptance().map(by -> reasons + "; " + accepted(by)).orElse(reasons);
  }

  private static String accepted(Acceptance acceptance) {
    return "accepted"
        + acceptance.expires().map(day -> " until " + day).orElse("")
        + ": "
        + acceptance.reason();
  }

  static String title(DriftReport report) {
    return "What changed from "
        + named(report.before().name())
        + " to "
        + named(report.after().name());
  }

  static String named(String revision) {
    return revision.isEmpty()
        ? "an unnamed revision"
        : revision.codePointCount(0, revision.length()) <= MAX_NAME
            ? revision
            : revision.substring(0, revision.offsetByCodePoints(0, MAX_NAME)) + "…";
  }

  /** A number with its noun, for example {@code 2 operations}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** The IDs of operations, of many only some and how many more there are. */
  static String names(List<OperationName> operations) {
    return some(operations.stream().map(OperationName::operationId).toList(), MAX_NAMES);
  }

  private static String some(List<String> names, int most) {
    int more = names.size() - most;
    return more <= 1
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, most)) + " and " + more + " more";
  }

  /** What of the server belongs to an operation alone, shortly; empty if it is nothing. */
  static String trace(OperationTrace trace) {
    List<String> parts =
        List.of(
            String.join(", ", trace.implementations()),
            trace.clauses().isEmpty() ? "" : "clauses " + String.join(", ", trace.clauses()),
            trace.tests().isEmpty()
                ? ""
                : count(trace.tests().size(), "test") + ": " + some(testClasses(trace), 5));
    return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
  }

  /** The simple names of the classes with tests, those with the most tests first. */
  private static List<String> testClasses(OperationTrace trace) {
    Map<String, Integer> classes = new LinkedHashMap<>();
    for (String test : trace.tests()) {
      String name = test.replaceFirst("#.*", "");
      classes.merge(name.substring(name.lastIndexOf('.') + 1), 1, Integer::sum);
    }
    return classes.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(entry -> entry.getKey() + (entry.getValue() > 1 ? " (" + entry.getValue() + ")" : ""))
        .toList();
  }
}
