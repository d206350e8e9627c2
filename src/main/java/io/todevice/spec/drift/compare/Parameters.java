package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of two operations, each with its other half. Those of the path go by name, and
 * those that are left by their place in the path; all others by where they stand and their name.
 */
final class Parameters {

  /** Header parameters that OpenAPI ignores, since other members of an operation say them. */
  private static final Set<String> IGNORED_HEADERS =
      Set.of("header accept", "header content-type", "header authorization");

  private Parameters() {}

  /**
   * A parameter of two operations, or of one of them.
   *
   * @param before it in the older document
   * @param after it in the newer one
   * @param hasMoved whether it is a path parameter that another has changed its place with
   */
  record Pair(Optional<JsonNode> before, Optional<JsonNode> after, boolean hasMoved) {}

  /** The pairs, those of the path first. */
  static List<Pair> match(SpecOperation before, SpecOperation after) {
    List<Pair> pairs = new ArrayList<>();
    matchPaths(before, after, pairs);
    Map<String, JsonNode> old = outsideOfPath(before);
    Map<String, JsonNode> now = outsideOfPath(after);
    now.forEach(
        (key, parameter) ->
            pairs.add(
                new Pair(Optional.ofNullable(old.remove(key)), Optional.of(parameter), false)));
    old.values().forEach(gone -> pairs.add(new Pair(Optional.of(gone), Optional.empty(), false)));
    return pairs;
  }

  /** A parameter in words. */
  static String show(JsonNode parameter) {
    return parameter.path("in").asText("") + " parameter " + parameter.path("name").asText("");
  }

  private static void matchPaths(SpecOperation before, SpecOperation after, List<Pair> pairs) {
    List<String> old = before.pathVariables();
    List<String> now = after.pathVariables();
    boolean isOnePath = before.place().equals(after.place());
    List<String> oldCommon = old.stream().filter(now::contains).toList();
    List<String> newCommon = now.stream().filter(old::contains).toList();
    Set<String> left = new HashSet<>(old);
    for (String name : now) {
      Optional<String> half = Optional.of(name).filter(old::contains);
      if (half.isEmpty()) {
        half = renamed(before, after, name).filter(left::contains);
      }
      half.ifPresent(left::remove);
      boolean hasMoved =
          old.contains(name)
              && (isOnePath
                  ? old.indexOf(name) != now.indexOf(name)
                  : oldCommon.indexOf(name) != newCommon.indexOf(name));
      pairs.add(
          new Pair(
              half.map(known -> inPath(before, known)),
              Optional.of(inPath(after, name)),
              hasMoved));
    }
    old.stream()
        .filter(left::contains)
        .forEach(
            name ->
                pairs.add(new Pair(Optional.of(inPath(before, name)), Optional.empty(), false)));
  }

  /**
   * What a variable that is new was called before: what stood at its place, after the same segment
   * of the path, if that name is not used any more.
   */
  private static Optional<String> renamed(SpecOperation before, SpecOperation after, String name) {
    List<String> now = after.pathVariables();
    if (before.place().equals(after.place())) {
      String old = before.pathVariables().get(now.indexOf(name));
      return now.contains(old) ? Optional.empty() : Optional.of(old);
    }
    String segment = after.segmentBefore(name);
    return before.pathVariables().stream()
        .filter(old -> !now.contains(old) && before.segmentBefore(old).equals(segment))
        .findFirst();
  }

  private static JsonNode inPath(SpecOperation operation, String name) {
    for (JsonNode parameter : operation.node().path("parameters")) {
      if (parameter.path("in").asText("").equals("path")
          && parameter.path("name").asText("").equals(name)) {
        return parameter;
      }
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("in", "path")
        .put("name", name)
        .put("required", true);
  }

  private static Map<String, JsonNode> outsideOfPath(SpecOperation operation) {
    Map<String, JsonNode> parameters = new LinkedHashMap<>();
    for (JsonNode parameter : operation.node().path("parameters")) {
      String in = parameter.path("in").asText("");
      String name = parameter.path("name").asText("");
      String key = in + " " + (in.equals("header") ? name.toLowerCase(Locale.ROOT) : name);
      if (!in.equals("path") && !IGNORED_HEADERS.contains(key)) {
        parameters.put(key, parameter);
      }
    }
    return parameters;
  }
}
