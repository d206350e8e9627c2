package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.ChangeKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The servers of an operation. The base path of the first one is part of the operation's path, so
 * that only its host counts here. A variable that may be anything is the same whatever its default.
 */
final class ServerRules {

  private static final String PLACE = "servers";
  private static final String ANY = "{}";
  private static final Pattern HOST = Pattern.compile("[^/]*//[^/?#]*");

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
    boolean isMoved = !old.contains(newFirst) && !now.contains(oldFirst);
    boolean isFirstTheSame = isMoved && haveOneHost(oldFirst, newFirst);
    for (String url : old) {
      if (!now.contains(url) && !(url.equals(oldFirst) && isFirstTheSame)) {
        findings.add(Finding.ofRequest(ChangeKind.SERVER_REMOVED, url, "", PLACE));
      }
    }
    for (String url : now) {
      if (!old.contains(url) && !(url.equals(newFirst) && isFirstTheSame)) {
        findings.add(Finding.ofRequest(ChangeKind.SERVER_ADDED, "", url, PLACE));
      }
    }
    return findings;
  }

  /** Where only one URL names a host, it may be the one that the other leaves open. */
  private static boolean haveOneHost(String one, String other) {
    String host = host(one);
    String otherHost = host(other);
    return host.isEmpty() || otherHost.isEmpty() || host.equals(otherHost);
  }

  /** The scheme, the host and the port; empty where the URL is relative or they are variable. */
  private static String host(String url) {
    Matcher host = HOST.matcher(url);
    return host.lookingAt() && !host.group().contains(ANY) ? host.group() : "";
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
                "{" + variable.getKey() + "}", isFree && !value.contains("/") ? ANY : value);
      }
      urls.add(url.replaceFirst("/+$", ""));
    }
    return urls;
  }
}
