package io.todevice.proof.threads;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request to send. A repeat is the same object.
 *
 * @param messages what goes to which target, every target once
 */
record Request(String txnId, Map<Target, Sent> messages) {

  String path() {
    return "sendToDevice/org.example.proof/" + txnId;
  }

  String body() {
    Map<String, List<String>> byUser = new LinkedHashMap<>();
    messages.forEach(
        (target, sent) ->
            byUser
                .computeIfAbsent(target.userId(), key -> new ArrayList<>())
                .add("\"" + target.deviceKey() + "\":" + sent.content()));
    return byUser.entrySet().stream()
        .map(user -> "\"%s\":{%s}".formatted(user.getKey(), String.join(",", user.getValue())))
        .collect(Collectors.joining(",", "{\"messages\":{", "}}"));
  }
}
