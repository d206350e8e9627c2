package io.todevice.validation;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.model.ServedOperation;
import io.todevice.spec.model.SpecificationDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks at requests and responses with the assembled document in hand. Immutable and safe for use
 * by many threads.
 */
public final class MessageValidator {

  private final List<Route> routes = new ArrayList<>();
  private final Map<String, String> basePathAliases;

  private record Route(PathTemplate template, OperationRules rules) {}

  /**
   * An operation that a request is meant for.
   *
   * @param rules what the document says of it
   * @param pathValues the parameters in the path, percent-encoded
   */
  private record Target(OperationRules rules, Map<String, String> pathValues) {}

  /**
   * What there is to say of a request and its response.
   *
   * @param operation which operation the request is for
   * @param ofRequest where the request is not what the document says
   * @param ofResponse where the response is not what the document says
   */
  public record Finding(
      ServedOperation operation, List<Violation> ofRequest, List<Violation> ofResponse) {

    /** Copies the lists. */
    public Finding {
      ofRequest = List.copyOf(ofRequest);
      ofResponse = List.copyOf(ofResponse);
    }
  }

  /**
   * A validator.
   *
   * @param document an assembled document
   * @throws io.todevice.spec.SpecificationException if the document cannot be used
   */
  public MessageValidator(JsonNode document) {
    SpecificationDocument specification = SpecificationDocument.of(document);
    Schemas schemas = new Schemas(document);
    basePathAliases = specification.basePathAliases();
    for (ServedOperation operation : specification.operations()) {
      JsonNode node =
          document
              .path("paths")
              .path(operation.path())
              .path(operation.method().toLowerCase(Locale.ROOT));
      routes.add(
          new Route(
              new PathTemplate(operation.path()), new OperationRules(operation, node, schemas)));
    }
    routes.sort(Comparator.comparing(route -> route.template().parameters()));
  }

  /** Looks at a request alone; nothing if the document has no operation for it. */
  public Optional<MatchedRequest> match(SentRequest request) {
    return find(request)
        .map(
            target ->
                new MatchedRequest(
                    target.rules().operation(),
                    UrlEncoding.decodePaths(target.pathValues()),
                    UrlEncoding.parseQuery(request.query()),
                    target.rules().checkRequest(request, target.pathValues())));
  }

  /**
   * Looks at a value as if it were the body of a request.
   *
   * @return where it is not what the document says; nothing if the document has no such operation
   */
  public List<Violation> checkBody(String operationId, byte[] body) {
    return routes.stream()
        .map(Route::rules)
        .filter(rules -> rules.operation().operationId().equals(operationId))
        .flatMap(rules -> rules.checkBody(body).stream())
        .toList();
  }

  /**
   * The methods that the document has for a path of a request line; none if it has no such path.
   */
  public Set<String> methods(String path) {
    String withoutAlias = withoutAlias(path);
    Set<String> methods = new TreeSet<>();
    for (Route route : routes) {
      if (route.template().match(withoutAlias).isPresent()) {
        methods.add(route.rules().operation().method());
      }
    }
    return methods;
  }

  /** Looks at both; nothing if the document has no operation for the request. */
  public Optional<Finding> validate(SentRequest request, SentResponse response) {
    return find(request)
        .map(
            target ->
                new Finding(
                    target.rules().operation(),
                    target.rules().checkRequest(request, target.pathValues()),
                    target.rules().checkResponse(response)));
  }

  private Optional<Target> find(SentRequest request) {
    String path = withoutAlias(request.path());
    for (Route route : routes) {
      if (route.rules().operation().method().equals(request.method())) {
        Optional<Map<String, String>> values = route.template().match(path);
        if (values.isPresent()) {
          return Optional.of(new Target(route.rules(), values.get()));
        }
      }
    }
    return Optional.empty();
  }

  private String withoutAlias(String path) {
    for (Map.Entry<String, String> alias : basePathAliases.entrySet()) {
      if (path.startsWith(alias.getKey() + "/")) {
        return alias.getValue() + path.substring(alias.getKey().length());
      }
    }
    return path;
  }
}
