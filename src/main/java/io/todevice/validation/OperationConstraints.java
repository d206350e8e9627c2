package io.todevice.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.model.ServedOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the document demands of the requests of one operation beyond the generated types. Immutable
 * and safe for use by many threads.
 */
public final class OperationConstraints {

  private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^{}]+)\\}");

  /** OpenAPI has parameters of these names ignored. */
  private static final Set<String> IGNORED_HEADERS =
      Set.of("accept", "content-type", "authorization");

  private static final Set<String> LOOKED_AT = Set.of("path", "query", "header");

  private final List<String> pathNames;
  private final List<ParameterRule> parameters;
  private final Optional<BodyRule> body;

  private OperationConstraints(
      List<String> pathNames, List<ParameterRule> parameters, Optional<BodyRule> body) {
    this.pathNames = pathNames;
    this.parameters = parameters;
    this.body = body;
  }

  static Optional<OperationConstraints> of(
      ServedOperation operation,
      JsonNode node,
      Schemas schemas,
      Demands demands,
      BiFunction<JsonNode, Schemas, JsonNode> lenient) {
    List<ParameterRule> parameters = new ArrayList<>();
    for (JsonNode parameter : node.path("parameters")) {
      String in = parameter.path("in").asText("");
      String name = parameter.path("name").asText("").toLowerCase(Locale.ROOT);
      boolean isIgnored = in.equals("header") && IGNORED_HEADERS.contains(name);
      if (LOOKED_AT.contains(in) && !isIgnored && demands.ofParameter(parameter)) {
        parameters.add(new ParameterRule(parameter, schemas));
      }
    }
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    boolean isDemanding = false;
    for (Map.Entry<String, JsonNode> type : node.at("/requestBody/content").properties()) {
      JsonNode schema = lenient.apply(type.getValue().path("schema"), schemas);
      isDemanding |= demands.ofBody(schema);
      content.putObject(type.getKey()).set("schema", schema);
    }
    if (parameters.isEmpty() && !isDemanding) {
      return Optional.empty();
    }
    return Optional.of(
        new OperationConstraints(
            PATH_PARAMETER
                .matcher(operation.path())
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList(),
            List.copyOf(parameters),
            isDemanding ? Optional.of(new BodyRule(content, schemas)) : Optional.empty()));
  }

  /**
   * One way in which the parameters of a request are not what the document demands.
   *
   * @param segments the segments of the path that stand for its parameters, percent-encoded
   * @param query the query, percent-encoded
   * @param headers gives the values of a header
   */
  public Optional<Violation> findInParameters(
      List<String> segments, String query, Function<String, List<String>> headers) {
    if (parameters.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<String>> queryValues = UrlEncoding.parseQuery(query);
    return parameters.stream()
        .flatMap(
            parameter ->
                parameter.check(values(parameter, segments, queryValues, headers)).stream())
        .findFirst();
  }

  /**
   * One way in which a body is not what the document demands; nothing for a text that is no JSON or
   * is empty, of which whoever reads it tells.
   */
  public Optional<Violation> findInBody(byte[] text) {
    return text.length == 0 ? Optional.empty() : body.flatMap(rule -> rule.findViolation(text));
  }

  private List<String> values(
      ParameterRule parameter,
      List<String> segments,
      Map<String, List<String>> query,
      Function<String, List<String>> headers) {
    return switch (parameter.in()) {
      case "path" ->
          List.of(UrlEncoding.decodePath(segments.get(pathNames.indexOf(parameter.name()))));
      case "query" -> query.getOrDefault(parameter.name(), List.of());
      default -> headers.apply(parameter.name()).stream().limit(1).toList();
    };
  }
}
