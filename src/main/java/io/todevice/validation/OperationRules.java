package io.todevice.validation;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.model.ServedOperation;
import io.todevice.spec.model.TokenLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the document says of the messages of one operation. Immutable and safe for use by many
 * threads.
 */
public final class OperationRules {

  private final ServedOperation operation;
  private final List<ParameterRule> parameters = new ArrayList<>();
  private final Optional<BodyRule> requestBody;
  private final boolean isBodyRequired;
  private final Map<String, BodyRule> responses = new LinkedHashMap<>();

  OperationRules(ServedOperation operation, JsonNode node, Schemas schemas) {
    this.operation = operation;
    for (JsonNode parameter : node.path("parameters")) {
      parameters.add(new ParameterRule(parameter, schemas));
    }
    JsonNode body = node.path("requestBody");
    isBodyRequired = body.path("required").asBoolean(false);
    requestBody =
        body.isMissingNode()
            ? Optional.empty()
            : Optional.of(new BodyRule(body.path("content"), schemas));
    for (Map.Entry<String, JsonNode> response : node.path("responses").properties()) {
      responses.put(response.getKey(), new BodyRule(response.getValue().path("content"), schemas));
    }
  }

  /** The operation. */
  public ServedOperation operation() {
    return operation;
  }

  /**
   * Where a request is not what the document says. A body may come with any media type (clause S7).
   */
  List<Violation> checkRequest(SentRequest request, Map<String, String> pathValues) {
    List<Violation> violations = new ArrayList<>();
    Map<String, List<String>> query = UrlEncoding.parseQuery(request.query());
    for (ParameterRule parameter : parameters) {
      violations.addAll(
          parameter.check(
              switch (parameter.in()) {
                case "path" ->
                    List.of(UrlEncoding.decodePath(pathValues.getOrDefault(parameter.name(), "")));
                case "query" -> query.getOrDefault(parameter.name(), List.of());
                case "header" -> request.findHeader(parameter.name()).stream().toList();
                default -> List.of();
              }));
    }
    if (!hasCredentials(request, query)) {
      violations.add(new Violation("security", "security", "no token where the document has it"));
    }
    violations.addAll(checkBody(request.body()));
    return violations;
  }

  /** Where the body of a request, if it is there or must be, is not what the document says. */
  List<Violation> checkBody(byte[] body) {
    return requestBody
        .filter(rule -> isBodyRequired || body.length > 0)
        .map(rule -> rule.checkAsOnlyType(body))
        .orElse(List.of());
  }

  /**
   * Where a response is not what the document says. An error may also be the one of {@code default}
   * where its status has one of its own: any operation may fail in the standard way.
   */
  List<Violation> checkResponse(SentResponse response) {
    String status = Integer.toString(response.status());
    List<BodyRule> rules = new ArrayList<>();
    Optional.ofNullable(responses.get(status))
        .or(() -> Optional.ofNullable(responses.get(status.charAt(0) + "XX")))
        .ifPresent(rules::add);
    if ((rules.isEmpty() || response.status() >= 400) && responses.containsKey("default")) {
      rules.add(responses.get("default"));
    }
    if (rules.isEmpty()) {
      return List.of(
          new Violation("status", "responses", "the document has only " + responses.keySet()));
    }
    List<Violation> first = List.of();
    for (BodyRule rule : rules) {
      List<Violation> violations = rule.check(response.mediaType(), response.body());
      if (violations.isEmpty()) {
        return violations;
      }
      first = first.isEmpty() ? violations : first;
    }
    return first;
  }

  private boolean hasCredentials(SentRequest request, Map<String, List<String>> query) {
    return operation.security().isEmpty()
        || operation.security().stream()
            .anyMatch(
                alternative ->
                    alternative.stream().allMatch(place -> holdsToken(place, request, query)));
  }

  private static boolean holdsToken(
      TokenLocation place, SentRequest request, Map<String, List<String>> query) {
    if (place instanceof TokenLocation.Query inQuery) {
      return query.containsKey(inQuery.name());
    }
    if (place instanceof TokenLocation.Header inHeader) {
      return request.findHeader(inHeader.name()).isPresent();
    }
    return request
        .findHeader("authorization")
        .filter(value -> value.regionMatches(true, 0, "bearer ", 0, 7))
        .isPresent();
  }
}
