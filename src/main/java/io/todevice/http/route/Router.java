package io.todevice.http.route;

import io.todevice.http.auth.TokenExtractor;
import io.todevice.spec.model.PathTemplate;
import io.todevice.spec.model.PathTree;
import io.todevice.spec.model.ServedOperation;
import io.todevice.text.PercentCoding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds the operation of a method and a path ({@link PathTree}). What stands for a parameter must
 * decode to UTF-8 without NUL.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Router {

  private final PathTree<Route> routes = new PathTree<>();
  private final TokenExtractor anyToken;

  /**
   * A router for these operations and documents.
   *
   * @param aliases prefixes under which the operations of another prefix are served as well, for
   *     example {@code /_matrix/client/r0} for {@code /_matrix/client/v3} (clause S9)
   * @throws IllegalArgumentException if two of them have the same method and path, or if an alias
   *     or its prefix does not begin with a slash or ends with one
   */
  public Router(
      Collection<ServedOperation> operations,
      Collection<FixedDocument> documents,
      Map<String, String> aliases) {
    Stream.of(aliases.keySet(), aliases.values())
        .flatMap(Collection::stream)
        .filter(prefix -> !prefix.startsWith("/") || prefix.endsWith("/"))
        .forEach(
            prefix -> {
              throw new IllegalArgumentException("not a path prefix: " + prefix);
            });
    anyToken =
        new TokenExtractor(
            operations.stream()
                .map(ServedOperation::security)
                .flatMap(Collection::stream)
                .filter(places -> !places.isEmpty())
                .distinct()
                .toList());
    for (ServedOperation operation : operations) {
      Route route = Route.Operation.of(operation);
      for (PathTemplate template : PathTemplate.of(operation.path()).withAliases(aliases)) {
        routes.add(route.method(), template, route);
      }
    }
    for (FixedDocument document : documents) {
      routes.add(document.method(), PathTemplate.of(document.path()), document);
    }
  }

  /** The rules for a token in any place that some operation takes it from. */
  public TokenExtractor anyToken() {
    return anyToken;
  }

  /**
   * The operation of a request.
   *
   * @param path the path of the request line, without the query
   */
  public RouteMatch match(String method, String path) {
    List<String> parameters = new ArrayList<>(4);
    Set<String> methods = new TreeSet<>();
    Route route = routes.find(method, path, parameters, methods);
    if (route instanceof Route.Operation operation) {
      return matchParameters(operation, parameters);
    } else if (route instanceof FixedDocument document) {
      return document;
    } else if (methods.isEmpty()) {
      return new RouteMatch.Unknown();
    }
    methods.add("OPTIONS");
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return new RouteMatch.WrongMethod(String.join(", ", methods));
  }

  private static RouteMatch matchParameters(Route.Operation operation, List<String> segments) {
    List<String> values = new ArrayList<>(segments.size());
    for (String segment : segments) {
      Optional<String> value = PercentCoding.decode(segment, /* isPlusSpace= */ false);
      if (value.isEmpty()) {
        return new RouteMatch.BadParameter();
      }
      values.add(value.get());
    }
    return new RouteMatch.Operation(operation, segments, values);
  }
}
