package io.todevice.validation;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.model.Content;
import io.todevice.spec.model.DocumentedOperation;
import io.todevice.spec.model.Parameter;
import io.todevice.spec.model.PathTemplate;
import io.todevice.text.PercentCoding;
import io.todevice.text.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What the document demands of the requests of one operation beyond the generated types. A check
 * waits until its schemas are compiled. Immutable and safe for use by many threads.
 */
public final class OperationConstraints {

  /** OpenAPI has parameters of these names ignored. */
  private static final Set<String> IGNORED_HEADERS =
      Set.of("accept", "content-type", "authorization");

  private static final Set<String> LOOKED_AT = Set.of("path", "query", "header");

  private static final byte[] NO_MEMBERS = {'{', '}'};

  private final List<String> pathNames;
  private final boolean isBodyRequired;
  private final CompletableFuture<Rules> rules;

  private OperationConstraints(
      List<String> pathNames, boolean isBodyRequired, CompletableFuture<Rules> rules) {
    this.pathNames = pathNames;
    this.isBodyRequired = isBodyRequired;
    this.rules = rules;
  }

  /** What is compiled from the document's schemas. */
  private record Rules(List<ParameterRule> parameters, Optional<BodyRule> body) {}

  static Optional<OperationConstraints> of(
      DocumentedOperation operation,
      Schemas schemas,
      Demands demands,
      UnaryOperator<JsonNode> lenient,
      Executor compiler) {
    List<Parameter> parameters =
        operation.parameters().stream()
            .filter(parameter -> isLookedAt(parameter) && demands.ofParameter(parameter))
            .toList();
    Map<String, JsonNode> body = new LinkedHashMap<>();
    operation
        .requestBody()
        .ifPresent(
            content ->
                content.schemas().forEach((type, schema) -> body.put(type, lenient.apply(schema))));
    boolean isDemanding =
        body.values().stream().anyMatch(schema -> demands.ofBody(operation.id(), schema));
    if (parameters.isEmpty() && !isDemanding) {
      return Optional.empty();
    }
    return Optional.of(
        new OperationConstraints(
            PathTemplate.of(operation.operation().path()).parameters(),
            operation.requestBody().map(Content::isRequired).orElse(false),
            CompletableFuture.supplyAsync(
                () ->
                    new Rules(
                        parameters.stream()
                            .map(parameter -> new ParameterRule(parameter, schemas))
                            .toList(),
                        isDemanding
                            ? Optional.of(new BodyRule(new Content(false, body), schemas))
                            : Optional.empty()),
                compiler)));
  }

  private static boolean isLookedAt(Parameter parameter) {
    boolean isIgnored =
        parameter.in().equals("header")
            && IGNORED_HEADERS.contains(parameter.name().toLowerCase(Locale.ROOT));
    return LOOKED_AT.contains(parameter.in()) && !isIgnored;
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
    List<ParameterRule> parameters = rules.join().parameters();
    if (parameters.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<String>> queryValues = Query.parse(query);
    return parameters.stream()
        .flatMap(
            parameter ->
                parameter
                    .check(values(parameter.parameter(), segments, queryValues, headers))
                    .stream())
        .findFirst();
  }

  /**
   * One way in which a body is not what the document demands; nothing for a text that is no JSON or
   * is empty, which whoever reads it reports. Where a body is required, an empty one stands for an
   * object without members, unless that lacks required ones.
   */
  public Optional<Violation> findInBody(byte[] text) {
    if (text.length > 0) {
      return rules.join().body().flatMap(rule -> rule.findViolation(text));
    }
    return isBodyRequired
        ? rules
            .join()
            .body()
            .flatMap(rule -> rule.findViolation(NO_MEMBERS))
            .filter(violation -> !violation.rule().equals("required"))
        : Optional.empty();
  }

  private List<String> values(
      Parameter parameter,
      List<String> segments,
      Map<String, List<String>> query,
      Function<String, List<String>> headers) {
    return switch (parameter.in()) {
      case "path" -> {
        String segment = segments.get(pathNames.indexOf(parameter.name()));
        yield List.of(PercentCoding.decode(segment, /* isPlusSpace= */ false).orElse(segment));
      }
      case "query" -> query.getOrDefault(parameter.name(), List.of());
      default -> headers.apply(parameter.name()).stream().limit(1).toList();
    };
  }
}
