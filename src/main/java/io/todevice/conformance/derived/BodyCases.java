package io.todevice.conformance.derived;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.InapplicableException;
import io.todevice.conformance.suite.Json;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Bodies that the document does not allow. */
final class BodyCases {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private BodyCases() {}

  static void addTo(Section section, TestedOperation operation) {
    if (!operation.hasJsonBody()) {
      return;
    }
    section.should(
        operation.caseId("body-not-json"),
        operation.name() + " refuses a body that is no JSON",
        context -> notJson(context, operation));
    for (String name : operation.requiredBodyProperties()) {
      section.should(
          operation.caseId("body-" + name + "-missing"),
          operation.name() + " refuses a body without " + name,
          context -> missing(context, operation, name));
    }
    for (Map.Entry<String, JsonNode> property : operation.bodyProperties().entrySet()) {
      String type = operation.schemas().type(property.getValue());
      if (!type.isEmpty()) {
        section.should(
            operation.caseId("body-" + property.getKey() + "-type"),
            operation.name() + " takes no " + property.getKey() + " of another type than " + type,
            context -> otherType(context, operation, property.getKey(), type));
      }
    }
  }

  private static void notJson(CaseContext context, TestedOperation operation) {
    ProperCall call = Recipes.prepare(context, operation);
    Reply reply = send(context, call, "{\"a\":");
    // Where a request is asked for a password first, its body may count as one without.
    if (reply.status() != 401 || !reply.getJson().path("flows").isArray()) {
      reply.expectError(400, "M_NOT_JSON", "M_BAD_JSON");
    }
  }

  private static void missing(CaseContext context, TestedOperation operation, String name) {
    ProperCall call = Recipes.prepare(context, operation);
    ObjectNode body = body(call);
    if (body.remove(name) == null) {
      throw new InapplicableException("the kit's own body has no " + name);
    }
    send(context, call, body.toString()).expectRefusal();
  }

  /** What a call has no use for, a server may pass over. */
  private static void otherType(
      CaseContext context, TestedOperation operation, String name, String type) {
    ProperCall call = Recipes.prepare(context, operation);
    ObjectNode body = body(call);
    boolean isOfUse = body.has(name);
    body.set(name, type.equals("string") ? NODES.objectNode() : NODES.textNode("another type"));
    Reply reply = send(context, call, body.toString());
    if (isOfUse || !call.isGood(reply)) {
      reply.expectRefusal();
    }
  }

  private static Reply send(CaseContext context, ProperCall call, String body) {
    TargetRequest variant = call.authorized(context, call.request().json(body));
    return call.sendVariant(context, variant);
  }

  private static ObjectNode body(ProperCall call) {
    byte[] body = call.request().body().orElseThrow();
    return (ObjectNode) Json.of(new String(body, StandardCharsets.UTF_8));
  }
}
