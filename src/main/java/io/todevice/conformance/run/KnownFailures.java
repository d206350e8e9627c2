package io.todevice.conformance.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.todevice.conformance.report.CaseId;
import io.todevice.text.StrictYaml;
import io.todevice.text.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Cases that are known to fail on a server, each with the reason. Immutable.
 *
 * <p>As a file: a YAML list of {@code {id, reason}}.
 */
public final class KnownFailures {

  /** No known failures. */
  public static final KnownFailures NONE = new KnownFailures(Map.of());

  private final Map<CaseId, String> reasons;

  /** Known failures with their reasons. */
  public KnownFailures(Map<CaseId, String> reasons) {
    this.reasons = Map.copyOf(reasons);
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is no list of known failures; the message names the file
   *     and the entry
   */
  public static KnownFailures read(Path file) throws IOException {
    JsonNode list;
    try {
      list = StrictYaml.read(Files.readAllBytes(file)).orElse(MissingNode.getInstance());
    } catch (YamlException e) {
      throw new IllegalArgumentException(file + e.position() + e.pointer() + ": " + e.reason(), e);
    }
    if (!list.isArray() && !list.isMissingNode()) {
      throw new IllegalArgumentException(file + ": a list of {id, reason} is expected");
    }
    Map<CaseId, String> reasons = new LinkedHashMap<>();
    for (int i = 0; i < list.size(); i++) {
      String place = file + ": /" + i;
      String reason = list.path(i).path("reason").asText("").strip();
      if (reason.isEmpty()) {
        throw new IllegalArgumentException(place + ": there is no reason");
      }
      CaseId id;
      try {
        id = new CaseId(list.path(i).path("id").asText(""));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
      }
      if (reasons.put(id, reason) != null) {
        throw new IllegalArgumentException(place + ": " + id + " stands there twice");
      }
    }
    return new KnownFailures(reasons);
  }

  /** Why the case is known to fail, if it is. */
  public Optional<String> findReason(CaseId id) {
    return Optional.ofNullable(reasons.get(id));
  }

  /** The cases that are known to fail. */
  public java.util.Set<CaseId> ids() {
    return reasons.keySet();
  }
}
