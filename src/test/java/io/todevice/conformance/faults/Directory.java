package io.todevice.conformance.faults;

import io.todevice.faults.Edits;
import io.todevice.faults.Fault.Upstream;
import io.todevice.faults.ProxyRequest;
import io.todevice.faults.ProxyResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers who has logged in, as a proxy sees it. Safe for use by many threads. */
final class Directory {

  /** A device, and the token that it has shown last. */
  record Member(String userId, String deviceId, String token) {}

  private final Map<String, Member> byToken = new ConcurrentHashMap<>();
  private final List<Member> members = new ArrayList<>();

  /**
   * Passes a request, and looks at what it says of sessions.
   *
   * @return the response
   */
  ProxyResponse pass(ProxyRequest request, Upstream upstream) throws IOException {
    ProxyResponse response = upstream.send(request);
    if (response.status() == 200
        && (request.is("POST", "/login") || request.is("POST", "/register"))) {
      Edits.object(response.text())
          .filter(json -> json.path("access_token").isTextual())
          .ifPresent(
              json ->
                  add(
                      new Member(
                          json.path("user_id").asText(),
                          json.path("device_id").asText(),
                          json.path("access_token").asText())));
    }
    if (response.status() == 200 && request.is("POST", "/logout")) {
      Member gone = byToken.remove(request.token());
      synchronized (this) {
        members.remove(gone);
      }
    }
    return response;
  }

  private synchronized void add(Member member) {
    byToken.put(member.token(), member);
    members.removeIf(
        each -> each.userId().equals(member.userId()) && each.deviceId().equals(member.deviceId()));
    members.add(member);
  }

  Member get(String token) {
    return byToken.getOrDefault(token, new Member("", "", token));
  }

  /** The devices of a user in the order of logging in. */
  synchronized List<Member> list(String userId) {
    return members.stream().filter(each -> each.userId().equals(userId)).toList();
  }

  boolean isKnown(String userId, String deviceId) {
    return list(userId).stream().anyMatch(each -> each.deviceId().equals(deviceId));
  }
}
