package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** What stands beside an operation's requests and responses: callbacks, links and tags. */
final class BesideRules {

  private BesideRules() {}

  /**
   * Compares two operations.
   *
   * @param received compares what clients are called with
   */
  static void compare(
      JsonNode before,
      JsonNode after,
      BiFunction<JsonNode, JsonNode, List<Finding>> received,
      Differences found) {
    callbacks(before.path("callbacks"), after.path("callbacks"), received, found);
    for (Map.Entry<String, JsonNode> response : after.path("responses").properties()) {
      JsonNode old = before.path("responses").path(response.getKey());
      JsonNode now = response.getValue();
      if (old.isObject() && !old.path("links").equals(now.path("links"))) {
        String was = names(old.path("links"));
        Finding links =
            Finding.of(ChangeKind.LINKS_CHANGED, Direction.RESPONSE, was, names(now.path("links")));
        found.addAll(List.of(links), "response " + response.getKey());
      }
    }
    if (!tags(before).equals(tags(after))) {
      found.add(ChangeKind.TAGS_CHANGED, tags(before), tags(after), "operation");
    }
  }

  private static void callbacks(
      JsonNode before,
      JsonNode after,
      BiFunction<JsonNode, JsonNode, List<Finding>> received,
      Differences found) {
    TreeSet<String> names = new TreeSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      String place = "callback " + name;
      if (!before.has(name)) {
        found.add(ChangeKind.CALLBACK_ADDED, "", "", place);
      } else if (!after.has(name)) {
        found.add(ChangeKind.CALLBACK_REMOVED, "", "", place);
      } else {
        calls(before.get(name), after.get(name), received, found, place);
      }
    }
  }

  /** The calls of a callback, each a method of an expression. */
  private static void calls(
      JsonNode before,
      JsonNode after,
      BiFunction<JsonNode, JsonNode, List<Finding>> received,
      Differences found,
      String place) {
    Map<String, JsonNode> old = calls(before);
    Map<String, JsonNode> now = calls(after);
    if (!old.keySet().equals(now.keySet())) {
      found.add(ChangeKind.CALLBACK_CHANGED, "", "", place);
      return;
    }
    old.forEach(
        (call, operation) ->
            received
                .apply(operation, now.get(call))
                .forEach(each -> found.addAll(List.of(each.withoutCode()), place, call)));
  }

  private static Map<String, JsonNode> calls(JsonNode callback) {
    Map<String, JsonNode> calls = new TreeMap<>();
    for (Map.Entry<String, JsonNode> item : callback.properties()) {
      for (Map.Entry<String, JsonNode> member : item.getValue().properties()) {
        if (member.getValue().isObject()) {
          calls.put(member.getKey() + " " + item.getKey(), member.getValue());
        }
      }
      calls.put(item.getKey(), MissingNode.getInstance());
    }
    return calls;
  }

  private static String names(JsonNode links) {
    List<String> names = new ArrayList<>();
    links.fieldNames().forEachRemaining(names::add);
    return String.join(", ", names);
  }

  private static String tags(JsonNode operation) {
    List<JsonNode> tags = new ArrayList<>();
    operation.path("tags").forEach(tags::add);
    return Values.show(tags);
  }
}
