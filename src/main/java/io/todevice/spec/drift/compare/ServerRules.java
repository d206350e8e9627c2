package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.ChangeKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The servers beside the first one, whose base path is part of the path. A variable that may be
 * anything is the same whatever its default.
 */
final class ServerRules {

  private static final String PLACE = "servers";

  private ServerRules() {}

  static List<Finding> compare(JsonNode before, JsonNode after) {
    Set<String> old = urls(before);
    Set<String> now = urls(after);
    List<Finding> findings = new ArrayList<>();
    if (old.isEmpty() || now.isEmpty()) {
      return findings;
    }
    String oldFirst = old.iterator().next();
    String newFirst = now.iterator().next();
    for (String url : old) {
      if (!now.contains(url) && !(url.equals(oldFirst) && !old.contains(newFirst))) {
        findings.add(Finding.ofRequest(ChangeKind.SERVER_REMOVED, url, "", PLACE));
      }
    }
    for (String url : now) {
      if (!old.contains(url) && !(url.equals(newFirst) && !now.contains(oldFirst))) {
        findings.add(Finding.ofRequest(ChangeKind.SERVER_ADDED, "", url, PLACE));
      }
    }
    return findings;
  }

  private static Set<String> urls(JsonNode operation) {
    Set<String> urls = new LinkedHashSet<>();
    for (JsonNode server : operation.path("servers")) {
      String url = server.path("url").asText("");
      for (Map.Entry<String, JsonNode> variable : server.path("variables").properties()) {
        boolean isFree = variable.getValue().path("enum").isEmpty();
        String value = variable.getValue().path("default").asText("");
        // A variable with a slash is the base path, which has been made part of the path.
        url =
            url.replace(
                "{" + variable.getKey() + "}", isFree && !value.contains("/") ? "{}" : value);
      }
      urls.add(url.replaceFirst("/+$", ""));
    }
    return urls;
  }
}
