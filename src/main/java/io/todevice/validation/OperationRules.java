package io.todevice.validation;

import io.todevice.spec.model.Content;
import io.todevice.spec.model.DocumentedOperation;
import io.todevice.spec.model.Parameter;
import io.todevice.spec.model.ServedOperation;
import io.todevice.text.Query;
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

  OperationRules(DocumentedOperation documented, Schemas schemas) {
    operation = documented.operation();
    for (Parameter parameter : documented.parameters()) {
      parameters.add(new ParameterRule(parameter, schemas));
    }
    isBodyRequired = documented.requestBody().filter(Content::isRequired).isPresent();
    requestBody = documented.requestBody().map(content -> new BodyRule(content, schemas));
    documented
        .responses()
        .forEach((status, content) -> responses.put(status, new BodyRule(content, schemas)));
  }

  /**
   * Where a request is not what the document says. A body may come with any media type (clause S7).
   *
   * @param pathValues the parameters in the path, decoded
   */
  List<Violation> checkRequest(SentRequest request, Map<String, String> pathValues) {
    List<Violation> violations = new ArrayList<>();
    Map<String, List<String>> query = Query.parse(request.query());
    for (ParameterRule rule : parameters) {
      String name = rule.parameter().name();
      violations.addAll(
          rule.check(
              switch (rule.parameter().in()) {
                case "path" -> List.of(pathValues.getOrDefault(name, ""));
                case "query" -> query.getOrDefault(name, List.of());
                case "header" -> request.headers(name).stream().limit(1).toList();
                default -> List.of();
              }));
    }
    if (!hasCredentials(request)) {
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

  private boolean hasCredentials(SentRequest request) {
    return operation.security().isEmpty()
        || operation.security().stream()
            .anyMatch(
                alternative ->
                    alternative.stream().noneMatch(place -> place.tokens(request).isEmpty()));
  }
}
