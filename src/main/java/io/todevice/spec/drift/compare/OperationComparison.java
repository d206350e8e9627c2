package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
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
    Differences found = new Differences(Direction.REQUEST);
    compareNames(before, after, found);
    Annotations.deprecation(old, now, found, OPERATION);
    if (old.path("x-waits").asBoolean() != now.path("x-waits").asBoolean()) {
      found.add(ChangeKind.WAITING_CHANGED, "", "", OPERATION);
    }
    found.addAll(Texts.compare(old, now, Direction.REQUEST));
    ServerRules.compare(old, now, found);
    security.compare(before, after, found);
    BesideRules.compare(old, now, this::compareReceived, found);
    parameters.compare(before, after, found);
    body(old.path("requestBody"), now.path("requestBody"), found);
    found.addAll(
        responses.compare(old.path("responses"), now.path("responses"), Direction.RESPONSE));
    return found.findings();
  }

  /** What clients receive and respond to: webhooks and callbacks. */
  List<Finding> compareReceived(JsonNode old, JsonNode now) {
    Differences found = new Differences(Direction.RESPONSE);
    body(old.path("requestBody"), now.path("requestBody"), found);
    found.addAll(
        responses.compare(old.path("responses"), now.path("responses"), Direction.REQUEST));
    return found.findings();
  }

  private static void compareNames(SpecOperation before, SpecOperation after, Differences found) {
    if (!before.place().equals(after.place())) {
      found.add(
          ChangeKind.OPERATION_MOVED,
          before.name().method() + " " + before.name().path(),
          after.name().method() + " " + after.name().path(),
          OPERATION);
    }
    String oldId = before.name().operationId();
    String newId = after.name().operationId();
    if (!oldId.equals(newId) && (before.hasId() || after.hasId())) {
      found.add(ChangeKind.OPERATION_RENAMED, oldId, newId, OPERATION);
    }
  }

  private void body(JsonNode old, JsonNode now, Differences found) {
    boolean wasRequired = old.path("required").asBoolean(false);
    boolean isRequired = now.path("required").asBoolean(false);
    if (old.isMissingNode() && now.isMissingNode()) {
      return;
    }
    if (old.isMissingNode()) {
      ChangeKind kind = isRequired ? ChangeKind.REQUIRED_BODY_ADDED : ChangeKind.BODY_ADDED;
      found.add(kind, "", Differences.necessity(isRequired), BODY);
    } else if (now.isMissingNode()) {
      found.add(ChangeKind.BODY_REMOVED, Differences.necessity(wasRequired), "", BODY);
    } else {
      found.necessity(
          wasRequired,
          isRequired,
          ChangeKind.BODY_BECAME_REQUIRED,
          ChangeKind.BODY_BECAME_OPTIONAL,
          BODY);
      found.addAll(Texts.compare(old, now, found.direction(), BODY));
      contents.compare(old, now, /* isError= */ false, BODY, found);
    }
  }
}
