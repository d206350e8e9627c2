package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.ArrayList;
import java.util.List;

/** Compares an operation that both documents have. Not safe for use by several threads. */
final class OperationComparison {

  private static final String OPERATION = "operation";
  private static final String BODY = "request body";

  private final SecurityComparison security;
  private final ContentRules contents;
  private final ParameterRules parameters;
  private final ResponseRules responses;

  OperationComparison(JsonNode before, JsonNode after) {
    SchemaComparison schemas = new SchemaComparison(before, after);
    this.security = new SecurityComparison(before, after);
    this.contents = new ContentRules(schemas);
    this.parameters = new ParameterRules(schemas, contents);
    this.responses = new ResponseRules(schemas, contents);
  }

  List<Finding> compare(SpecOperation before, SpecOperation after) {
    JsonNode old = before.node();
    JsonNode now = after.node();
    List<Finding> findings = new ArrayList<>();
    compareNames(before, after, findings);
    Annotations.deprecation(old, now, Direction.REQUEST, findings, OPERATION);
    if (old.path("x-waits").asBoolean() != now.path("x-waits").asBoolean()) {
      findings.add(Finding.ofRequest(ChangeKind.WAITING_CHANGED, "", "", OPERATION));
    }
    findings.addAll(Texts.compare(old, now, Direction.REQUEST));
    findings.addAll(ServerRules.compare(old, now));
    findings.addAll(security.compare(before, after));
    findings.addAll(BesideRules.compare(old, now, this::compareReceived));
    findings.addAll(parameters.compare(before, after));
    body(old.path("requestBody"), now.path("requestBody"), Direction.REQUEST, findings);
    findings.addAll(
        responses.compare(old.path("responses"), now.path("responses"), Direction.RESPONSE));
    return findings;
  }

  /** What clients receive and respond to: webhooks and callbacks. */
  List<Finding> compareReceived(JsonNode old, JsonNode now) {
    List<Finding> findings = new ArrayList<>();
    body(old.path("requestBody"), now.path("requestBody"), Direction.RESPONSE, findings);
    findings.addAll(
        responses.compare(old.path("responses"), now.path("responses"), Direction.REQUEST));
    return findings;
  }

  private static void compareNames(
      SpecOperation before, SpecOperation after, List<Finding> findings) {
    if (!before.place().equals(after.place())) {
      findings.add(
          Finding.ofRequest(
              ChangeKind.OPERATION_MOVED,
              before.name().method() + " " + before.name().path(),
              after.name().method() + " " + after.name().path(),
              OPERATION));
    }
    String oldId = before.name().operationId();
    String newId = after.name().operationId();
    if (!oldId.equals(newId) && (before.hasId() || after.hasId())) {
      findings.add(Finding.ofRequest(ChangeKind.OPERATION_RENAMED, oldId, newId, OPERATION));
    }
  }

  private void body(JsonNode old, JsonNode now, Direction direction, List<Finding> findings) {
    boolean wasRequired = old.path("required").asBoolean(false);
    boolean isRequired = now.path("required").asBoolean(false);
    if (old.isMissingNode() && now.isMissingNode()) {
      return;
    }
    if (old.isMissingNode()) {
      findings.add(
          Finding.of(
              isRequired ? ChangeKind.REQUIRED_BODY_ADDED : ChangeKind.BODY_ADDED,
              direction,
              "",
              isRequired ? "required" : "optional",
              BODY));
    } else if (now.isMissingNode()) {
      findings.add(
          Finding.of(
              ChangeKind.BODY_REMOVED, direction, wasRequired ? "required" : "optional", "", BODY));
    } else {
      if (wasRequired != isRequired) {
        findings.add(
            Finding.of(
                isRequired ? ChangeKind.BODY_BECAME_REQUIRED : ChangeKind.BODY_BECAME_OPTIONAL,
                direction,
                wasRequired ? "required" : "optional",
                isRequired ? "required" : "optional",
                BODY));
      }
      findings.addAll(Texts.compare(old, now, direction, BODY));
      contents.compare(old, now, direction, /* isError= */ false, BODY, findings);
    }
  }
}
