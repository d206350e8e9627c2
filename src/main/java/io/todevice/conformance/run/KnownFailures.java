package io.todevice.conformance.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.todevice.conformance.report.CaseId;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.Failure;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.report.RecordedExchange;
import io.todevice.conformance.suite.Json;
import io.todevice.text.OneLine;
import io.todevice.text.StrictYaml;
import io.todevice.text.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Cases that are known to fail on a server, each with the reason. Immutable.
 *
 * <p>As a file: a YAML list of {@code {id, reason, until}}, where {@code until} is the last day on
 * which the case may fail, and may be left out.
 */
public final class KnownFailures {

  /** No known failures. */
  public static final KnownFailures NONE = new KnownFailures(Map.of(), LocalDate.EPOCH);

  private static final Set<String> MEMBERS = Set.of("id", "reason", "until");
  private static final int DAYS_TO_MEND = 30;

  private final Map<CaseId, Entry> entries;
  private final LocalDate today;

  /**
   * Why a case may fail.
   *
   * @param reason why
   * @param until the last day on which it may; empty for any day
   */
  public record Entry(String reason, Optional<LocalDate> until) {}

  /**
   * Known failures.
   *
   * @param today the day of the run
   */
  public KnownFailures(Map<CaseId, Entry> entries, LocalDate today) {
    this.entries = Map.copyOf(entries);
    this.today = today;
  }

  /**
   * Reads a file.
   *
   * @param today the day of the run
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is no list of known failures; the message names the file
   *     and the entry
   */
  public static KnownFailures read(Path file, LocalDate today) throws IOException {
    JsonNode list;
    try {
      list = StrictYaml.read(Files.readAllBytes(file)).orElse(MissingNode.getInstance());
    } catch (YamlException e) {
      throw new IllegalArgumentException(file + e.position() + e.pointer() + ": " + e.reason(), e);
    }
    if (!list.isArray() && !list.isMissingNode()) {
      throw new IllegalArgumentException(file + ": a list of {id, reason, until} is expected");
    }
    Map<CaseId, Entry> entries = new LinkedHashMap<>();
    for (int i = 0; i < list.size(); i++) {
      try {
        CaseId id = new CaseId(list.path(i).path("id").asText(""));
        if (entries.put(id, entry(list.path(i))) != null) {
          throw new IllegalArgumentException(id + " stands there twice");
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(file + ": /" + i + ": " + e.getMessage(), e);
      }
    }
    return new KnownFailures(entries, today);
  }

  private static Entry entry(JsonNode node) {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!MEMBERS.contains(name)) {
                throw new IllegalArgumentException("unknown member " + OneLine.quote(name));
              }
            });
    String reason = node.path("reason").asText("").strip();
    if (reason.isEmpty()) {
      throw new IllegalArgumentException("there is no reason");
    }
    if (!node.has("until")) {
      return new Entry(reason, Optional.empty());
    }
    try {
      return new Entry(reason, Optional.of(LocalDate.parse(node.path("until").asText(""))));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("'until' must be a date such as 2027-01-31", e);
    }
  }

  /** Why the case is known to fail, if it is and still may. */
  private Optional<String> findReason(CaseId id) {
    return isExpired(id)
        ? Optional.empty()
        : Optional.ofNullable(entries.get(id)).map(Entry::reason);
  }

  /** Whether the case was known to fail, and may no longer. */
  private boolean isExpired(CaseId id) {
    return Optional.ofNullable(entries.get(id))
        .flatMap(Entry::until)
        .map(today::isAfter)
        .orElse(false);
  }

  /**
   * How a case ended that was run to its end.
   *
   * @param failure what was wrong; empty if nothing
   */
  public CaseResult judge(
      CaseInfo info, Optional<Failure> failure, List<RecordedExchange> exchanges, Duration took) {
    Optional<String> known = findReason(info.id());
    Outcome outcome =
        failure.isPresent()
            ? known.isPresent() ? Outcome.KNOWN_FAILURE : Outcome.FAILED
            : known.isPresent() ? Outcome.UNEXPECTED_PASS : Outcome.PASSED;
    return new CaseResult(info, outcome, failure, known.orElse(""), exchanges, took);
  }

  /** What is wrong with the list, for a kit that has these cases. */
  public List<String> remarks(List<CaseInfo> cases) {
    Stream<String> unknown =
        entries.keySet().stream()
            .filter(id -> cases.stream().noneMatch(each -> each.id().equals(id)))
            .sorted()
            .map(id -> "The known failure " + id + " is no case of the kit.");
    Stream<String> expired =
        entries.keySet().stream()
            .filter(this::isExpired)
            .sorted()
            .map(id -> "The known failure " + id + " is no longer accepted: its time is up.");
    return Stream.concat(unknown, expired).toList();
  }

  /**
   * A file of all that fails: what is known as it is known, and anything else with what came for a
   * reason and 30 days to mend it.
   */
  public String write(List<CaseResult> results) {
    StringBuilder yaml = new StringBuilder();
    for (CaseResult result : results) {
      if (result.outcome() == Outcome.FAILED || result.outcome() == Outcome.KNOWN_FAILURE) {
        CaseId id = result.info().id();
        Entry entry =
            result.outcome() == Outcome.KNOWN_FAILURE ? entries.get(id) : newEntry(result);
        yaml.append("- id: ").append(id).append("\n  reason: ");
        yaml.append(Json.quote(OneLine.of(entry == null ? "" : entry.reason()))).append('\n');
        Optional.ofNullable(entry)
            .flatMap(Entry::until)
            .ifPresent(until -> yaml.append("  until: ").append(until).append('\n'));
      }
    }
    return yaml.length() == 0 ? "[]\n" : yaml.toString();
  }

  private Entry newEntry(CaseResult result) {
    return new Entry(
        result
            .failure()
            .map(
                failure ->
                    "not reviewed yet: expected "
                        + failure.expected()
                        + ", but "
                        + failure.actual())
            .orElse("not reviewed yet"),
        Optional.of(LocalDate.now(ZoneOffset.UTC).plusDays(DAYS_TO_MEND)));
  }
}
