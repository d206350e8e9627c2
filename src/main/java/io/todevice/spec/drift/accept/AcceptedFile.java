package io.todevice.spec.drift.accept;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.Yaml;
import io.todevice.spec.drift.accept.AcceptedChanges.Entry;
import io.todevice.spec.drift.accept.AcceptedChanges.Severity;
import io.todevice.spec.drift.report.Acceptance;
import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.Impact;
import io.todevice.spec.drift.report.OperationDrift;
import io.todevice.spec.drift.report.SharedChange;
import io.todevice.spec.drift.report.Verdict;
import io.todevice.text.OneLine;
import io.todevice.text.Suggestions;
import io.todevice.text.YamlPosition;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reading and writing files of accepted changes; docs/spec-diff.md says what they look like. */
public final class AcceptedFile {

  private static final int DAYS_TO_REVIEW = 30;
  private static final String NOT_REVIEWED = "not reviewed yet";
  private static final String FINGERPRINT = "[0-9a-f]{32}";

  private final String name;
  private final JsonNode tree;
  private final Map<JsonPointer, YamlPosition> positions = new HashMap<>();

  private AcceptedFile(Path file) {
    this.name = file.toString();
    this.tree = Yaml.read(file, name, positions);
  }

  /**
   * Reads a file.
   *
   * @throws SpecificationException if it cannot be read or used; the message names the file, the
   *     line, the column, the field and the reason
   */
  public static AcceptedChanges read(Path file) {
    return new AcceptedFile(file).read();
  }

  private AcceptedChanges read() {
    JsonPointer root = JsonPointer.empty();
    requireMembers(root, Set.of(), Set.of("accepted", "severities"));
    List<Entry> entries = new ArrayList<>();
    for (JsonPointer at : elements(root.appendProperty("accepted"))) {
      entries.add(entry(at));
    }
    List<Severity> severities = new ArrayList<>();
    for (JsonPointer at : elements(root.appendProperty("severities"))) {
      severities.add(severity(at));
    }
    return new AcceptedChanges(entries, severities);
  }

  private Entry entry(JsonPointer at) {
    requireMembers(at, Set.of("fingerprints", "reason"), Set.of("change", "expires"));
    List<String> fingerprints = new ArrayList<>();
    for (JsonPointer element : elements(at.appendProperty("fingerprints"))) {
      fingerprints.add(text(element, text -> text.matches(FINGERPRINT), "a fingerprint"));
    }
    Optional<LocalDate> expires =
        has(at, "expires") ? Optional.of(date(at.appendProperty("expires"))) : Optional.empty();
    return new Entry(
        place(at),
        tree.at(at).path("change").asText(""),
        fingerprints,
        new Acceptance(reason(at), expires));
  }

  private Severity severity(JsonPointer at) {
    requireMembers(at, Set.of("class", "reason"), Set.of("kind", "subject"));
    if (!has(at, "kind") && !has(at, "subject")) {
      throw fault(at, "a 'kind' or a 'subject' must stand here");
    }
    List<String> kinds = Arrays.stream(ChangeKind.values()).map(ChangeKind::id).toList();
    List<String> classes =
        Arrays.stream(Impact.values())
            .map(impact -> impact.name().toLowerCase(Locale.ROOT))
            .toList();
    String impact =
        choice(at.appendProperty("class"), classes, "one of " + String.join(", ", classes));
    Optional<String> kind =
        has(at, "kind")
            ? Optional.of(choice(at.appendProperty("kind"), kinds, "the ID of a kind of change"))
            : Optional.empty();
    Optional<String> subject =
        has(at, "subject")
            ? Optional.of(text(at.appendProperty("subject"), text -> true, "a text"))
            : Optional.empty();
    return new Severity(
        place(at),
        kind,
        subject,
        new Verdict(Map.of(Impact.valueOf(impact.toUpperCase(Locale.ROOT)), reason(at))));
  }

  private String choice(JsonPointer at, List<String> names, String what) {
    JsonNode node = tree.at(at);
    String value = node.asText("");
    if (node.isValueNode() && !names.contains(value)) {
      throw fault(
          at,
          what + " must stand here, not " + OneLine.quote(value) + Suggestions.of(value, names));
    }
    return text(at, names::contains, what);
  }

  private String reason(JsonPointer at) {
    return text(at.appendProperty("reason"), text -> !text.isBlank(), "a reason");
  }

  private LocalDate date(JsonPointer at) {
    try {
      return LocalDate.parse(tree.at(at).asText(""));
    } catch (DateTimeParseException e) {
      throw fault(at, "a date such as 2027-01-31 must stand here");
    }
  }

  private String text(JsonPointer at, Predicate<String> isGood, String what) {
    JsonNode node = tree.at(at);
    if (!node.isTextual() || !isGood.test(node.textValue())) {
      throw fault(at, what + " must stand here");
    }
    return node.textValue();
  }

  private List<JsonPointer> elements(JsonPointer at) {
    JsonNode list = tree.at(at);
    if (!list.isMissingNode() && !list.isArray()) {
      throw fault(at, "a list must stand here");
    }
    List<JsonPointer> elements = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      elements.add(at.appendIndex(i));
    }
    return elements;
  }

  private boolean has(JsonPointer at, String member) {
    return tree.at(at).has(member);
  }

  private void requireMembers(JsonPointer at, Set<String> required, Set<String> optional) {
    JsonNode node = tree.at(at);
    if (!node.isObject()) {
      throw fault(at, "a map must stand here");
    }
    for (String member : required) {
      if (!node.has(member)) {
        throw fault(at, "'" + member + "' is missing");
      }
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!required.contains(member.getKey()) && !optional.contains(member.getKey())) {
        throw fault(at.appendProperty(member.getKey()), "unknown member");
      }
    }
  }

  private String place(JsonPointer at) {
    return name + ":" + YamlPosition.get(positions, at) + "#" + at;
  }

  private SpecificationException fault(JsonPointer at, String reason) {
    return new SpecificationException(place(at), reason);
  }

  /**
   * The text of a file that accepts what counts in a report and is not accepted yet, for a month in
   * which somebody has to give a reason. Decisions that fit the report are kept.
   *
   * @param report the report with the decisions that there are
   * @param decisions these decisions
   * @param impacts what is to be accepted
   */
  public static byte[] write(
      DriftReport report, AcceptedChanges decisions, Set<Impact> impacts, LocalDate today) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    Set<String> present =
        report.served().stream()
            .flatMap(
                operation ->
                    operation.changes().stream()
                        .map(change -> change.fingerprint(operation.operation().operationId())))
            .collect(Collectors.toSet());
    root.putArray("accepted");
    for (Entry entry : decisions.entries()) {
      List<String> used = entry.fingerprints().stream().filter(present::contains).toList();
      if (!used.isEmpty() && !entry.isExpired(today)) {
        add(root, entry.note(), used, entry.acceptance());
      }
    }
    Acceptance untilReviewed =
        new Acceptance(NOT_REVIEWED, Optional.of(today.plusDays(DAYS_TO_REVIEW)));
    SharedChange.Split split = SharedChange.split(report.served());
    for (SharedChange shared : split.shared()) {
      if (isOpen(shared.change(), impacts)) {
        add(
            root,
            "in " + shared.operations().size() + " operations: " + describe(shared.change()),
            shared.fingerprints(),
            untilReviewed);
      }
    }
    for (OperationDrift operation : split.own()) {
      String id = operation.operation().operationId();
      for (Change change : operation.changes()) {
        if (isOpen(change, impacts)) {
          add(root, id + ": " + describe(change), List.of(change.fingerprint(id)), untilReviewed);
        }
      }
    }
    for (Severity severity : decisions.severities()) {
      ObjectNode node = root.withArray("/severities").addObject();
      severity.kind().ifPresent(kind -> node.put("kind", kind));
      severity.subject().ifPresent(subject -> node.put("subject", subject));
      severity
          .verdict()
          .reasons()
          .forEach(
              (impact, reason) ->
                  node.put("class", impact.name().toLowerCase(Locale.ROOT)).put("reason", reason));
    }
    return Yaml.write(root);
  }

  private static boolean isOpen(Change change, Set<Impact> impacts) {
    return change.acceptance().isEmpty() && impacts.stream().anyMatch(change::has);
  }

  private static String describe(Change change) {
    return change.places().get(0) + ": " + change.kind().label();
  }

  private static void add(
      ObjectNode root, String note, List<String> fingerprints, Acceptance acceptance) {
    ObjectNode node = root.withArray("/accepted").addObject();
    if (!note.isEmpty()) {
      node.put("change", note);
    }
    fingerprints.forEach(node.putArray("fingerprints")::add);
    node.put("reason", acceptance.reason());
    acceptance.expires().ifPresent(day -> node.put("expires", day.toString()));
  }
}
