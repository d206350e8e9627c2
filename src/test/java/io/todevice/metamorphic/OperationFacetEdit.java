package io.todevice.metamorphic;

import static io.todevice.spec.drift.report.Impact.CLIENTS;
import static io.todevice.spec.drift.report.Impact.CODE;
import static io.todevice.spec.drift.report.Impact.COMPATIBLE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.ProjectSpec;
import io.todevice.spec.SpecFiles;
import io.todevice.spec.drift.report.Impact;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** An edit of one facet of an operation, with whom it breaks. */
enum OperationFacetEdit {
  QUERY_PARAMETER_ADDED(o -> true, o -> addParameter(o, "query", false), Set.of(COMPATIBLE)),
  REQUIRED_QUERY_PARAMETER_ADDED(
      o -> true, o -> addParameter(o, "query", true), Set.of(CLIENTS, CODE)),
  HEADER_PARAMETER_ADDED(o -> true, o -> addParameter(o, "header", false), Set.of(COMPATIBLE)),
  QUERY_PARAMETER_REMOVED(
      o -> find(o, "query", false) >= 0,
      o -> o.withArray("/parameters").remove(find(o, "query", false)),
      Set.of(CLIENTS, CODE)),
  QUERY_PARAMETER_BECAME_REQUIRED(
      o -> find(o, "query", false) >= 0,
      o -> ((ObjectNode) o.get("parameters").get(find(o, "query", false))).put("required", true),
      Set.of(CLIENTS)),
  PARAMETER_DEPRECATED(
      o -> find(o, "query", false) >= 0,
      o -> ((ObjectNode) o.get("parameters").get(find(o, "query", false))).put("deprecated", true),
      Set.of(COMPATIBLE)),
  PATH_PARAMETER_LIMITED(
      o -> find(o, "path", true) >= 0,
      o ->
          o.get("parameters")
              .get(find(o, "path", true))
              .withObject("/schema")
              .put("maxLength", 255),
      Set.of(CLIENTS)),
  BODY_BECAME_OPTIONAL(
      o -> o.at("/requestBody/required").asBoolean(),
      o -> o.withObject("/requestBody").put("required", false),
      Set.of(CODE)),
  BODY_REMOVED(
      o -> o.path("requestBody").has("content") && !isAmended(o),
      o -> o.remove("requestBody"),
      Set.of(CLIENTS, CODE)),
  ERROR_STATUS_LIKE_THE_DEFAULT_ADDED(
      o -> !o.path("responses").has("418"),
      o -> o.withObject("/responses").set("418", standardError()),
      Set.of()),
  SUCCESS_STATUS_ADDED(
      o -> !o.path("responses").has("201"),
      o -> o.withObject("/responses").putObject("201").put("description", "Made."),
      Set.of(CLIENTS, CODE)),
  RESPONSE_HEADER_ADDED(
      o -> o.path("responses").path("200").has("content"),
      o -> o.withObject("/responses/200/headers/X-Other").putObject("schema").put("type", "string"),
      Set.of(COMPATIBLE)),
  TOKEN_NO_LONGER_DEMANDED(
      o -> !o.path("security").isEmpty(), o -> o.putArray("security"), Set.of(CODE)),
  TOKEN_BECAME_OPTIONAL(
      o -> !o.path("security").isEmpty(), o -> o.withArray("/security").addObject(), Set.of(CODE)),
  DEPRECATED(o -> !o.has("deprecated"), o -> o.put("deprecated", true), Set.of(COMPATIBLE));

  @SuppressWarnings("ImmutableEnumChecker") // Without state.
  private final Predicate<JsonNode> fits;

  @SuppressWarnings("ImmutableEnumChecker") // Without state.
  private final Consumer<ObjectNode> change;

  private final Set<Impact> impacts;

  OperationFacetEdit(Predicate<JsonNode> fits, Consumer<ObjectNode> change, Set<Impact> impacts) {
    this.fits = fits;
    this.change = change;
    this.impacts = impacts;
  }

  boolean fits(JsonNode operation) {
    return fits.test(operation);
  }

  JsonNode apply(JsonNode operation) {
    ObjectNode copy = operation.deepCopy();
    change.accept(copy);
    return copy;
  }

  Set<Impact> impacts() {
    return impacts;
  }

  private static void addParameter(ObjectNode operation, String in, boolean isRequired) {
    ObjectNode parameter = JsonNodeFactory.instance.objectNode();
    parameter.put("in", in).put("name", "X-New").put("required", isRequired);
    parameter.putObject("schema").put("type", "string");
    operation.withArray("/parameters").add(parameter);
  }

  /** What the project's overlay says of an answer with any other status. */
  private static JsonNode standardError() {
    return SpecFiles.yaml(
        """
        description: A teapot.
        content:
          application/json:
            schema:
              type: object
              required: [errcode]
              properties: {errcode: {type: string}, error: {type: string}}
        """);
  }

  /** Whether the overlay amends its body, and so perhaps what other operations share with it. */
  private static boolean isAmended(JsonNode operation) {
    return ProjectSpec.overlay()
        .toString()
        .contains("'" + operation.path("operationId").asText() + "'].requestBody");
  }

  /** The first own parameter of a kind; negative where there is none. */
  private static int find(JsonNode operation, String in, boolean isRequired) {
    JsonNode parameters = operation.path("parameters");
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).path("in").asText("").equals(in)
          && parameters.get(i).path("required").asBoolean() == isRequired) {
        return i;
      }
    }
    return -1;
  }
}
