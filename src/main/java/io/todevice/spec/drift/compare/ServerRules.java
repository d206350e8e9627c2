package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.ChangeKind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The servers of an operation. The base path of the first one is part of the operation's path, so
 * that it does not count here. A variable with listed values stands for a server for each of them;
 * one that may be anything is the same whatever its default.
 *
 * @param first the URLs of the first server, without the base path
 * @param all the URLs of all servers, without that base path, each with its whole URL
 */
record ServerRules(Set<String> first, Map<String, String> all) {

  private static final String PLACE = "servers";
  private static final String ANY = "{}";
  private static final int MAX_URLS = 100;
  private static final Pattern HOST = Pattern.compile("[^/]*//[^/?#]*");

  static void compare(JsonNode before, JsonNode after, Differences found) {
    ServerRules old = of(before.path("servers"));
    ServerRules now = of(after.path("servers"));
    if (!old.first().isEmpty() && !now.first().isEmpty()) {
      boolean isKnown = old.isHostKnown() && now.isHostKnown();
      old.listOthersThan(now, isKnown)
          .forEach(gone -> found.add(ChangeKind.SERVER_REMOVED, gone, "", PLACE));
      now.listOthersThan(old, isKnown)
          .forEach(added -> found.add(ChangeKind.SERVER_ADDED, "", added, PLACE));
    }
  }

  /** Whether the host of the first server is known; a relative URL may be that of any host. */
  private boolean isHostKnown() {
    return first.stream().allMatch(url -> HOST.matcher(url).lookingAt() && !url.contains(ANY));
  }

  private List<String> listOthersThan(ServerRules other, boolean isFirstKnown) {
    return all.entrySet().stream()
        .filter(
            server ->
                !other.all.containsKey(server.getKey())
                    && !other.all.containsValue(server.getValue())
                    && (isFirstKnown || !first.contains(server.getKey())))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static ServerRules of(JsonNode servers) {
    Set<String> first = new LinkedHashSet<>();
    Map<String, String> all = new LinkedHashMap<>();
    String basePath = "";
    for (JsonNode server : servers) {
      for (String url : urls(server)) {
        if (all.isEmpty()) {
          basePath = HOST.matcher(url).replaceFirst("");
        }
        String host =
            url.endsWith(basePath) ? url.substring(0, url.length() - basePath.length()) : url;
        all.putIfAbsent(host, url);
        if (server == servers.get(0)) {
          first.add(host);
        }
      }
    }
    return new ServerRules(first, all);
  }

  /** The URLs of a server, the one with all defaults first. */
  private static List<String> urls(JsonNode server) {
    List<String> urls = List.of(server.path("url").asText(""));
    for (Map.Entry<String, JsonNode> variable : server.path("variables").properties()) {
      String name = "{" + variable.getKey() + "}";
      Set<String> values = values(variable.getValue());
      boolean isShort = urls.size() * values.size() <= MAX_URLS;
      urls =
          urls.stream()
              .flatMap(
                  url ->
                      values.stream()
                          .limit(isShort ? values.size() : 1)
                          .map(value -> url.replace(name, value)))
              .distinct()
              .toList();
    }
    return urls.stream().map(url -> url.replaceFirst("/+$", "")).toList();
  }

  /** A variable with a slash is the base path, which has been made part of the path. */
  private static Set<String> values(JsonNode variable) {
    Set<String> values = new LinkedHashSet<>();
    String byDefault = variable.path("default").asText("");
    boolean isFree = variable.path("enum").isEmpty() && !byDefault.contains("/");
    values.add(isFree ? ANY : byDefault);
    if (!byDefault.contains("/")) {
      variable.path("enum").forEach(value -> values.add(value.asText("")));
    }
    return values;
  }
}
