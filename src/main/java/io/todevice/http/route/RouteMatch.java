package io.todevice.http.route;

import java.util.List;

/** What the {@link Router} says about a method and a path. */
public sealed interface RouteMatch
    permits RouteMatch.Operation,
        RouteMatch.BadParameter,
        RouteMatch.WrongMethod,
        RouteMatch.Unknown,
        FixedDocument {

  /**
   * An operation.
   *
   * @param route the operation
   * @param segments the path segments that stand for its parameters, in order
   * @param values the same, decoded
   */
  record Operation(Route.Operation route, List<String> segments, List<String> values)
      implements RouteMatch {

    /**
     * The operation's own path for this request, under no alias and with nothing in it that is
     * neither plain nor escaped.
     */
    public String path() {
      return route.pathOf(segments);
    }
  }

  /** An operation's path, one of whose parameters can't be decoded. */
  record BadParameter() implements RouteMatch {}

  /**
   * A path that exists, with a method that does not (clause R1).
   *
   * @param allow the methods that it has, as the {@code Allow} header lists them
   */
  record WrongMethod(String allow) implements RouteMatch {}

  /** No such path (clause R1). */
  record Unknown() implements RouteMatch {}
}
