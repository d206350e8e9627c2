package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The responses: each status is compared with what the other side says of it, be it by itself, by
 * the range that it is in, or by {@code default}.
 */
record ResponseRules(SchemaComparison schemas, ContentRules contents) {

  private static final String DEFAULT = "default";
  private static final Set<Character> ERROR_CLASSES = Set.of('4', '5', 'd');

  List<Finding> compare(JsonNode before, JsonNode after, Direction direction) {
    Map<String, JsonNode> old = byStatus(before);
    Map<String, JsonNode> now = byStatus(after);
    Differences found = new Differences(direction);
    Set<String> all = new TreeSet<>(old.keySet());
    all.addAll(now.keySet());
    for (String status : all) {
      String place = "response " + status;
      Optional<JsonNode> was = find(status, old);
      Optional<JsonNode> is = find(status, now);
      if (was.isEmpty()) {
        ChangeKind kind =
            isSuccess(status) ? ChangeKind.SUCCESS_STATUS_ADDED : ChangeKind.ERROR_STATUS_ADDED;
        found.add(kind, "", status, place);
      } else if (is.isEmpty()) {
        ChangeKind kind =
            isSuccess(status) ? ChangeKind.SUCCESS_STATUS_REMOVED : ChangeKind.ERROR_STATUS_REMOVED;
        found.add(kind, status, "", place);
      } else {
        found.addAll(Texts.compare(was.get(), is.get(), direction, place));
        contents.compare(was.get(), is.get(), !isSuccess(status), place, found);
        headers(was.get(), is.get(), place, found);
      }
    }
    return found.findings();
  }

  private static Map<String, JsonNode> byStatus(JsonNode responses) {
    Map<String, JsonNode> byStatus = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : responses.properties()) {
      String status = member.getKey();
      if (!status.startsWith("x-") && !status.isEmpty()) {
        byStatus.put(
            status.equals(DEFAULT) ? status : status.toUpperCase(Locale.ROOT), member.getValue());
      }
    }
    return byStatus;
  }

  private static Optional<JsonNode> find(String status, Map<String, JsonNode> responses) {
    return Stream.of(status, status.charAt(0) + "XX", DEFAULT)
        .filter(responses::containsKey)
        .map(responses::get)
        .findFirst();
  }

  /** Whether a status is one of success, or of anything else but an error. */
  private static boolean isSuccess(String status) {
    return !ERROR_CLASSES.contains(status.charAt(0));
  }

  private void headers(JsonNode before, JsonNode after, String place, Differences found) {
    Map<String, Map.Entry<String, JsonNode>> old = headers(before);
    Map<String, Map.Entry<String, JsonNode>> now = headers(after);
    Set<String> names = new TreeSet<>(old.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      Map.Entry<String, JsonNode> was = old.get(name);
      Map.Entry<String, JsonNode> is = now.get(name);
      if (was == null && is != null) {
        boolean isRequired = is.getValue().path("required").asBoolean(false);
        found.add(
            isRequired ? ChangeKind.REQUIRED_HEADER_ADDED : ChangeKind.HEADER_ADDED,
            "",
            Differences.necessity(isRequired),
            place,
            "header " + is.getKey());
      } else if (was != null && is == null) {
        found.add(ChangeKind.HEADER_REMOVED, was.getKey(), "", place, "header " + was.getKey());
      } else if (was != null && is != null) {
        header(was.getValue(), is.getValue(), found, place, "header " + is.getKey());
      }
    }
  }

  private void header(JsonNode was, JsonNode is, Differences found, String... place) {
    found.necessity(
        was.path("required").asBoolean(false),
        is.path("required").asBoolean(false),
        ChangeKind.HEADER_BECAME_REQUIRED,
        ChangeKind.HEADER_BECAME_OPTIONAL,
        place);
    List<Finding> inside = new ArrayList<>();
    if (was.has("content") != is.has("content")) {
      inside.add(
          Finding.of(
              ChangeKind.PARAMETER_SERIALISATION_CHANGED,
              found.direction(),
              was.has("content") ? "content" : "simple",
              is.has("content") ? "content" : "simple"));
    }
    Annotations.compare(was, is, found, place);
    inside.addAll(
        schemas.compare(ContentRules.schemaOf(was), ContentRules.schemaOf(is), found.direction()));
    found.addAll(inside.stream().map(Finding::withoutCode).toList(), place);
  }

  /** By their names in lower case. Of the content type, OpenAPI says it elsewhere. */
  private static Map<String, Map.Entry<String, JsonNode>> headers(JsonNode response) {
    Map<String, Map.Entry<String, JsonNode>> headers = new TreeMap<>();
    for (Map.Entry<String, JsonNode> header : response.path("headers").properties()) {
      headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header);
    }
    headers.remove("content-type");
    return headers;
  }
}
