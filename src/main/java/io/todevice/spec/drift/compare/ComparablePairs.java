package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.assembly.RevisionAssembler;
import io.todevice.spec.drift.report.NotCompared;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pairs of operations that can be compared. A fault of its security alone leaves an operation
 * comparable otherwise.
 *
 * @param pairs the pairs, in the order of their names
 * @param notCompared all faults
 */
record ComparablePairs(List<OperationPair> pairs, List<NotCompared> notCompared) {

  /**
   * The pairs of two documents.
   *
   * @throws SpecificationException if a served one is faulty
   */
  static ComparablePairs of(JsonNode before, JsonNode after, Predicate<OperationPair> isServed) {
    List<OperationPair> comparable = new ArrayList<>();
    List<NotCompared> notCompared = new ArrayList<>();
    List<JsonNode> missingBefore = missingOf(before);
    List<JsonNode> missingAfter = missingOf(after);
    Faults ofBefore = new Faults(before);
    Faults ofAfter = new Faults(after);
    for (OperationPair pair :
        OperationPair.match(SpecOperation.listOf(before), SpecOperation.listOf(after))) {
      Optional<String> missing =
          findMissing(pair.before(), pair.after(), missingBefore)
              .or(() -> findMissing(pair.after(), pair.before(), missingAfter));
      Optional<String> fault =
          missing
              .or(() -> pair.before().flatMap(ofBefore::find))
              .or(() -> pair.after().flatMap(ofAfter::find));
      Optional<String> anyFault =
          fault
              .or(() -> pair.before().flatMap(ofBefore::findOfSecurity))
              .or(() -> pair.after().flatMap(ofAfter::findOfSecurity));
      if (anyFault.isPresent() && isServed.test(pair)) {
        throw refusal(anyFault.get());
      }
      boolean mayHideChange =
          missing.isPresent()
              || (pair.isInBoth()
                  && (fault.isPresent() || !isSecurityEquallyFaulty(pair, ofBefore, ofAfter)));
      anyFault.ifPresent(
          reason ->
              notCompared.add(new NotCompared(pair.name().operationId(), reason, mayHideChange)));
      // What only one side has needs no comparison: it is added or removed, however faulty.
      if (missing.isEmpty() && (fault.isEmpty() || !pair.isInBoth())) {
        comparable.add(pair);
      }
    }
    Set<String> told = notCompared.stream().map(NotCompared::reason).collect(Collectors.toSet());
    Stream.of(missingBefore, missingAfter)
        .flatMap(List::stream)
        .map(ComparablePairs::note)
        .filter(note -> told.add(note.reason()))
        .forEach(notCompared::add);
    notCompared.sort(NotCompared.ORDER);
    return new ComparablePairs(comparable, notCompared);
  }

  private static boolean isSecurityEquallyFaulty(
      OperationPair pair, Faults ofBefore, Faults ofAfter) {
    SpecOperation before = pair.before().orElseThrow();
    SpecOperation after = pair.after().orElseThrow();
    return ofBefore.findOfSecurity(before).isPresent()
        && ofAfter.findOfSecurity(after).isPresent()
        && before.node().path("security").equals(after.node().path("security"));
  }

  /** What is missing in a document, unless an overlay has given it. */
  private static List<JsonNode> missingOf(JsonNode document) {
    List<JsonNode> missing = new ArrayList<>();
    for (JsonNode fault : document.path(RevisionAssembler.FAULTS)) {
      boolean isWholePath = fault.has("path") && !fault.has("method");
      if (!isWholePath || document.path("paths").path(fault.get("path").asText("")).isEmpty()) {
        missing.add(fault);
      }
    }
    return missing;
  }

  private static NotCompared note(JsonNode fault) {
    String path = fault.path("path").asText(fault.path("file").asText(""));
    return new NotCompared(
        fault.path("operationId").asText(path),
        fault.path("reason").asText(""),
        /* mayHideChange= */ true);
  }

  /** The fault that an operation is missing for on one side; none if it is there. */
  private static Optional<String> findMissing(
      Optional<SpecOperation> side, Optional<SpecOperation> other, List<JsonNode> missing) {
    if (side.isPresent() || other.isEmpty()) {
      return Optional.empty();
    }
    SpecOperation operation = other.get();
    return missing.stream()
        .filter(fault -> isOf(fault, operation))
        .map(fault -> fault.path("reason").asText(""))
        .findFirst();
  }

  private static boolean isOf(JsonNode fault, SpecOperation operation) {
    if (fault.has("operationId")
        && fault.path("operationId").asText("").equals(operation.name().operationId())) {
      return true;
    }
    boolean isMethod =
        !fault.has("method")
            || fault
                .path("method")
                .asText("")
                .toUpperCase(Locale.ROOT)
                .equals(operation.name().method());
    return fault.has("path")
        ? isMethod && fault.path("path").asText("").equals(operation.name().path())
        : fault.path("file").asText("").equals(operation.file());
  }

  private static SpecificationException refusal(String fault) {
    int end = fault.indexOf(": ");
    return new SpecificationException(fault.substring(0, end), fault.substring(end + 2));
  }
}
