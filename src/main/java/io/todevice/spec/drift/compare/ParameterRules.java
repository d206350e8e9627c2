package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The parameters of requests. */
final class ParameterRules {

  private final SchemaComparison schemas;
  private final ContentRules contents;

  ParameterRules(SchemaComparison schemas, ContentRules contents) {
    this.schemas = schemas;
    this.contents = contents;
  }

  List<Finding> compare(SpecOperation before, SpecOperation after) {
    List<Finding> findings = new ArrayList<>();
    for (Parameters.Pair pair : Parameters.match(before, after)) {
      if (pair.before().isEmpty()) {
        findings.add(added(pair.after().orElseThrow()));
      } else if (pair.after().isEmpty()) {
        findings.add(removed(pair.before().get()));
      } else {
        both(pair.before().get(), pair.after().get(), pair.hasMoved(), findings);
      }
    }
    return findings;
  }

  private static Finding added(JsonNode parameter) {
    boolean isHeader = parameter.path("in").asText("").equals("header");
    boolean isRequired = isRequired(parameter);
    ChangeKind optional = isHeader ? ChangeKind.HEADER_PARAMETER_ADDED : ChangeKind.PARAMETER_ADDED;
    return Finding.ofRequest(
        isRequired ? ChangeKind.REQUIRED_PARAMETER_ADDED : optional,
        "",
        necessity(isRequired),
        Parameters.show(parameter));
  }

  private static Finding removed(JsonNode parameter) {
    return Finding.ofRequest(
        ChangeKind.PARAMETER_REMOVED,
        necessity(isRequired(parameter)),
        "",
        Parameters.show(parameter));
  }

  /** Part of a path is always there. */
  private static boolean isRequired(JsonNode parameter) {
    return parameter.path("in").asText("").equals("path")
        || parameter.path("required").asBoolean(false);
  }

  private static String necessity(boolean isRequired) {
    return isRequired ? "required" : "optional";
  }

  private void both(JsonNode was, JsonNode is, boolean hasMoved, List<Finding> findings) {
    String place = Parameters.show(is);
    boolean isInPath = is.path("in").asText("").equals("path");
    if (isInPath && !was.path("name").equals(is.path("name"))) {
      findings.add(
          Finding.ofRequest(
              ChangeKind.PARAMETER_RENAMED,
              Values.show(was.path("name")),
              Values.show(is.path("name")),
              place));
    }
    if (hasMoved) {
      findings.add(Finding.ofRequest(ChangeKind.PARAMETER_MOVED, "", "", place));
    }
    if (isRequired(was) != isRequired(is)) {
      findings.add(
          Finding.ofRequest(
              isRequired(is)
                  ? ChangeKind.PARAMETER_BECAME_REQUIRED
                  : ChangeKind.PARAMETER_BECAME_OPTIONAL,
              necessity(isRequired(was)),
              necessity(isRequired(is)),
              place));
    }
    serialisation(was, is, place, findings);
    findings.addAll(Annotations.compare(was, is, Direction.REQUEST, place));
    if (was.has("content") && is.has("content")) {
      contents.compareParts(was, is, Direction.REQUEST, findings, place);
    } else {
      for (Finding finding :
          schemas.compare(
              ContentRules.schemaOf(was), ContentRules.schemaOf(is), Direction.REQUEST)) {
        findings.add(finding.inside(place));
      }
    }
  }

  private void serialisation(JsonNode was, JsonNode is, String place, List<Finding> findings) {
    if (was.has("content") != is.has("content")) {
      findings.add(
          Finding.ofRequest(
              ChangeKind.PARAMETER_SERIALISATION_CHANGED, writing(was), writing(is), place));
      return;
    }
    if (was.has("content")) {
      return;
    }
    boolean isScalar =
        isScalar(schemas.before().types(ContentRules.schemaOf(was)))
            && isScalar(schemas.after().types(ContentRules.schemaOf(is)));
    if (!style(was).equals(style(is)) || (!isScalar && explodes(was) != explodes(is))) {
      findings.add(
          Finding.ofRequest(
              ChangeKind.PARAMETER_SERIALISATION_CHANGED, writing(was), writing(is), place));
    }
    flag("allowReserved", was, is, place, findings);
    if (is.path("in").asText("").equals("query")) {
      flag("allowEmptyValue", was, is, place, findings);
    }
  }

  private static void flag(
      String key, JsonNode was, JsonNode is, String place, List<Finding> findings) {
    boolean wasAllowed = was.path(key).asBoolean(false);
    boolean isAllowed = is.path(key).asBoolean(false);
    if (wasAllowed != isAllowed) {
      ChangeKind loosened =
          key.equals("allowEmptyValue")
              ? ChangeKind.EMPTY_VALUE_ALLOWED
              : ChangeKind.LIMIT_LOOSENED;
      ChangeKind tightened =
          key.equals("allowEmptyValue")
              ? ChangeKind.EMPTY_VALUE_FORBIDDEN
              : ChangeKind.LIMIT_TIGHTENED;
      findings.add(
          Finding.ofRequest(
              isAllowed ? loosened : tightened,
              key + ": " + wasAllowed,
              key + ": " + isAllowed,
              place));
    }
  }

  private static boolean isScalar(Set<String> types) {
    return !types.contains("array") && !types.contains("object");
  }

  private static String writing(JsonNode parameter) {
    return parameter.has("content")
        ? "content"
        : style(parameter) + (explodes(parameter) ? ", explode" : "");
  }

  private static String style(JsonNode parameter) {
    String in = parameter.path("in").asText("");
    boolean isForm = in.equals("query") || in.equals("cookie");
    return parameter.path("style").asText(isForm ? "form" : "simple");
  }

  private static boolean explodes(JsonNode parameter) {
    return parameter.path("explode").asBoolean(style(parameter).equals("form"));
  }
}
