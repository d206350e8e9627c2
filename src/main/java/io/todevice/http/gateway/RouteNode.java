package io.todevice.http.gateway;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A node of the tree of path segments: what stands behind one prefix of the templates. */
final class RouteNode {

  private final Map<String, RouteNode> literals = new HashMap<>();
  private final Map<String, Route> routes = new HashMap<>();
  private @Nullable RouteNode parameter;

  /**
   * Adds a route below this node.
   *
   * @param template the rest of its template's segments
   * @throws IllegalArgumentException if there is one with this template and method, or if a
   *     parameter is not a whole segment
   */
  void add(List<String> template, Route route) {
    if (template.isEmpty()) {
      if (routes.putIfAbsent(route.method(), route) != null) {
        throw new IllegalArgumentException("two routes for one method and path: " + route);
      }
      return;
    }
    String segment = template.get(0);
    RouteNode next;
    if (segment.startsWith("{") && segment.endsWith("}")) {
      if (parameter == null) {
        parameter = new RouteNode();
      }
      next = parameter;
    } else if (segment.indexOf('{') >= 0) {
      throw new IllegalArgumentException("a parameter is a whole segment: " + segment);
    } else {
      next = literals.computeIfAbsent(segment, ignored -> new RouteNode());
    }
    next.add(template.subList(1, template.size()), route);
  }

  /**
   * Looks for a route below this node. A literal segment goes before a parameter, and a parameter
   * is never empty.
   *
   * @param segments the path's segments
   * @param at which of them is next
   * @param parameters receives the segments that stand for parameters, as they came
   * @param methods receives the methods of the templates that match, where none has {@code method}
   * @return null if no template with this method matches
   */
  @Nullable Route find(
      String[] segments, int at, String method, List<String> parameters, Set<String> methods) {
    if (at == segments.length) {
      Route route = routes.get(method);
      if (route == null) {
        methods.addAll(routes.keySet());
      }
      return route;
    }
    RouteNode literal = literal(segments[at]);
    Route route =
        literal == null ? null : literal.find(segments, at + 1, method, parameters, methods);
    if (route == null && parameter != null && !segments[at].isEmpty()) {
      int before = parameters.size();
      parameters.add(segments[at]);
      route = parameter.find(segments, at + 1, method, parameters, methods);
      if (route == null) {
        parameters.subList(before, parameters.size()).clear();
      }
    }
    return route;
  }

  /** An escaped letter is the letter (RFC 3986, 6.2.2.2), so it is in a literal segment too. */
  private @Nullable RouteNode literal(String segment) {
    RouteNode node = literals.get(segment);
    if (node == null && segment.indexOf('%') >= 0) {
      Optional<String> decoded = PercentCoding.decode(segment, /* isPlusSpace= */ false);
      return decoded.isPresent() ? literals.get(decoded.get()) : null;
    }
    return node;
  }
}
