package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What stands beside an operation's requests and responses: callbacks, links and tags. */
final class BesideRules {

  private BesideRules() {}

  static List<Finding> compare(JsonNode before, JsonNode after) {
    List<Finding> findings = new ArrayList<>();
    callbacks(before.path("callbacks"), after.path("callbacks"), findings);
    for (Map.Entry<String, JsonNode> response : after.path("responses").properties()) {
      JsonNode old = before.path("responses").path(response.getKey());
      String place = "response " + response.getKey();
      if (old.isObject() && !old.path("links").equals(response.getValue().path("links"))) {
        findings.add(
            Finding.of(
                ChangeKind.LINKS_CHANGED,
                Direction.RESPONSE,
                names(old.path("links")),
                names(response.getValue().path("links")),
                place));
      }
    }
    if (!before.path("tags").equals(after.path("tags"))) {
      findings.add(
          Finding.ofRequest(ChangeKind.TAGS_CHANGED, tags(before), tags(after), "operation"));
    }
    return findings;
  }

  private static void callbacks(JsonNode before, JsonNode after, List<Finding> findings) {
    TreeSet<String> names = new TreeSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      String place = "callback " + name;
      if (!before.has(name)) {
        findings.add(Finding.ofRequest(ChangeKind.CALLBACK_ADDED, "", "", place));
      } else if (!after.has(name)) {
        findings.add(Finding.ofRequest(ChangeKind.CALLBACK_REMOVED, "", "", place));
      } else if (!before.get(name).equals(after.get(name))) {
        findings.add(Finding.ofRequest(ChangeKind.CALLBACK_CHANGED, "", "", place));
      }
    }
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
