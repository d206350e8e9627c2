package io.todevice.http.gateway;

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

/**
 * Finds the operation of a method and a path ({@link PathTree}). What stands for a parameter must
 * decode to UTF-8 without NUL.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class Router {

  private final PathTree<Route> routes = new PathTree<>();

  /**
   * A router for these operations and documents.
   *
   * @param aliases prefixes under which the operations of another prefix are served as well, for
   *     example {@code /_matrix/client/r0} for {@code /_matrix/client/v3} (clause S9)
   * @throws IllegalArgumentException if two of them have the same method and path
   */
  Router(
      Collection<ServedOperation> operations,
      Collection<FixedDocument> documents,
      Map<String, String> aliases) {
    for (ServedOperation operation : operations) {
      Route route = Route.Operation.of(operation);
      for (PathTemplate template : PathTemplate.of(operation.path()).withAliases(aliases)) {
        routes.add(route.method(), template, route);
      }
    }
    for (FixedDocument document : documents) {
      Route route = new Route.Document(document);
      routes.add(route.method(), PathTemplate.of(document.path()), route);
    }
  }

  /**
   * The operation of a request.
   *
   * @param path the path of the request line, without the query
   */
  RouteMatch match(String method, String path) {
    List<String> parameters = new ArrayList<>(4);
    Set<String> methods = new TreeSet<>();
    Route route = routes.find(method, path, parameters, methods);
    if (route instanceof Route.Operation operation) {
      return matchParameters(operation, parameters);
    } else if (route instanceof Route.Document document) {
      return new RouteMatch.Document(document.document());
    } else if (methods.isEmpty()) {
      return new RouteMatch.Unknown();
    }
    methods.add("OPTIONS");
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
