package io.todevice.conformance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.faults.Edits;
import io.todevice.faults.Fault;
import io.todevice.faults.ProxyRequest;
import io.todevice.faults.ProxyResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Servers that get the end of a session or of a device wrong. */
final class SessionEndFaults {

  private SessionEndFaults() {}

  static List<FaultyServer> list() {
    return List.of(
        FaultyServer.of(
            "a logout ends nothing",
            () ->
                (request, upstream) ->
                    request.is("POST", "/logout")
                        ? ProxyResponse.json(200, "{}")
                        : upstream.send(request),
            "A5.logout",
            "A5.logout-ends-waiting-sync"),
        FaultyServer.of(
            "a waiting sync outlives its session",
            SessionEndFaults::waitsOn,
            "A5.logout-ends-waiting-sync",
            "A5.logout-all",
            "A5.device-deletion"),
        FaultyServer.of(
            "a logout of all sessions ends one",
            () ->
                (request, upstream) ->
                    upstream.send(
                        request.is("POST", "/logout/all")
                            ? request.withTarget(request.target().replace("/logout/all", "/logout"))
                            : request),
            "A5.logout-all"),
        FaultyServer.of(
            "a deletion of a device deletes nothing",
            () ->
                (request, upstream) ->
                    request.method().equals("DELETE") && request.text().contains("\"auth\"")
                        ? ProxyResponse.json(200, "{}")
                        : upstream.send(request),
            "A5.device-deletion",
            "D6.deletion-deletes-inbox"),
        FaultyServer.of(
            "a logout leaves the inbox for the next device of that name",
            SessionEndFaults::keepsInbox,
            "D6.logout-deletes-inbox",
            "D6.deletion-deletes-inbox"),
        FaultyServer.of(
            "a logout leaves the transactions for the next device of that name",
            SessionEndFaults::keepsTransactions,
            "D6.forgets-transactions"),
        FaultyServer.of(
            "a new device gets what was sent to all devices before",
            SessionEndFaults::keepsWildcards,
            "D6.wildcard-before-device"));
  }

  private static Fault waitsOn() {
    return (request, upstream) -> {
      long start = System.nanoTime();
      ProxyResponse response = upstream.send(request);
      if (request.isSync() && response.status() == 401) {
        long timeout = request.findQuery("timeout").map(Long::parseLong).orElse(0L);
        long left = timeout - (System.nanoTime() - start) / 1_000_000;
        Thread.sleep(Math.max(0, Math.min(left, 15_000)));
      }
      return response;
    };
  }

  private static boolean isEnd(ProxyRequest request) {
    return request.is("POST", "/logout")
        || (request.method().equals("DELETE") && request.text().contains("\"auth\""));
  }

  private static String key(Directory.Member member) {
    return member.userId() + " " + member.deviceId();
  }

  private static Fault keepsInbox() {
    Directory directory = new Directory();
    Map<String, List<JsonNode>> kept = new ConcurrentHashMap<>();
    return (request, upstream) -> {
      if (isEnd(request)) {
        Directory.Member actor = directory.get(request.token());
        for (Directory.Member member : directory.list(actor.userId())) {
          boolean isEnded =
              request.method().equals("DELETE")
                  ? request.path().endsWith("/" + member.deviceId())
                  : member.token().equals(actor.token());
          if (isEnded) {
            kept.put(key(member), Syncs.drain(member.token(), upstream));
          }
        }
      }
      ProxyResponse response = directory.pass(request, upstream);
      if (request.isSync()) {
        List<JsonNode> old = kept.remove(key(directory.get(request.token())));
        if (old != null) {
          return Edits.withEvents(
              response,
              events -> {
                List<JsonNode> all = new ArrayList<>(old);
                all.addAll(events);
                return all;
              });
        }
      }
      return response;
    };
  }

  private static Fault keepsTransactions() {
    Directory directory = new Directory();
    Set<String> seen = ConcurrentHashMap.newKeySet();
    return (request, upstream) -> {
      if (request.isSend()
          && !seen.add(key(directory.get(request.token())) + " " + request.path())) {
        return ProxyResponse.json(200, "{}");
      }
      return directory.pass(request, upstream);
    };
  }

  private static Fault keepsWildcards() {
    Directory directory = new Directory();
    Map<String, List<ProxyRequest>> sent = new ConcurrentHashMap<>();
    Set<String> served = ConcurrentHashMap.newKeySet();
    return (request, upstream) -> {
      if (request.isSend() && request.text().contains("\"*\"")) {
        Edits.object(request.text())
            .ifPresent(
                body ->
                    body.path("messages")
                        .fieldNames()
                        .forEachRemaining(
                            user ->
                                sent.computeIfAbsent(user, u -> new ArrayList<>()).add(request)));
      }
      ProxyResponse response = directory.pass(request, upstream);
      if (request.is("POST", "/login") && response.status() == 200) {
        Directory.Member member =
            directory.get(
                Edits.object(response.text())
                    .map(json -> json.path("access_token").asText())
                    .orElse(""));
        if (served.add(key(member))) {
          for (ProxyRequest old : sent.getOrDefault(member.userId(), List.of())) {
            upstream.send(
                old.withTarget(old.target() + "-again")
                    .withBody(old.text().replace("\"*\"", "\"" + member.deviceId() + "\"")));
          }
        }
      }
      return response;
    };
  }
}
