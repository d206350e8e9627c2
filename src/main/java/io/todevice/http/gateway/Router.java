package io.todevice.http.gateway;

import io.todevice.spec.model.ServedOperation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the operation of a method and a path. The path is looked at as it came, undecoded and
 * segment by segment, so that an escaped slash is never a slash, a {@code ;} belongs to its
 * segment, and neither a doubled nor an additional slash is passed over (clauses S8, S9).
 *
 * <p>A literal segment may be percent-encoded; the segment that stands for a parameter must decode
 * to UTF-8 without NUL.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class Router {

  private final RouteNode root = new RouteNode();

  /**
   * A router for these operations and documents.
   *
   * @param aliases prefixes under which the operations of another prefix are served as well, for
   *     example {@code /_matrix/client/r0} for {@code /_matrix/client/v3} (clause S9)
   * @throws IllegalArgumentException if two of them have the same method and path, or if a template
   *     has a parameter that is not a whole segment
   */
  Router(
      Collection<ServedOperation> operations,
      Collection<FixedDocument> documents,
      Map<String, String> aliases) {
    for (ServedOperation operation : operations) {
      Route.Operation route = Route.Operation.of(operation);
      add(operation.path(), route);
      aliases.forEach(
          (alias, prefix) -> {
            if (operation.path().startsWith(prefix + "/")) {
              add(alias + operation.path().substring(prefix.length()), route);
            }
          });
    }
    documents.forEach(document -> add(document.path(), new Route.Document(document)));
  }

  /**
   * The operation of a request.
   *
   * @param path the path of the request line, without the query
   */
  RouteMatch match(String method, String path) {
    if (!path.startsWith("/")) {
      return new RouteMatch.Unknown();
    }
    List<String> parameters = new ArrayList<>(4);
    Set<String> methods = new TreeSet<>();
    Route route = root.find(segments(path), 0, method, parameters, methods);
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

  private static RouteMatch matchParameters(Route.Operation operation, List<String> parameters) {
    for (int i = 0; i < parameters.size(); i++) {
      String segment = parameters.get(i);
      if (!PercentCoding.isDecodable(segment)) {
        return new RouteMatch.BadParameter();
      }
      parameters.set(i, PercentCoding.canonicalSegment(segment));
    }
    return new RouteMatch.Operation(operation, parameters);
  }

  private void add(String template, Route route) {
    root.add(Arrays.asList(segments(template)), route);
  }

  /** What stands between the slashes; after a slash at the end, one more, which is empty. */
  private static String[] segments(String path) {
    int count = 0;
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) == '/') {
        count++;
      }
    }
    String[] segments = new String[count];
    int start = 1;
    for (int i = 0; i < count; i++) {
      int end = path.indexOf('/', start);
      segments[i] = path.substring(start, end < 0 ? path.length() : end);
      start = end + 1;
    }
    return segments;
  }
}
