package io.todevice.conformance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.faults.Edits;
import io.todevice.faults.Fault;
import io.todevice.faults.ProxyRequest;
import io.todevice.faults.ProxyResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Servers that get tokens and sessions wrong. */
final class CredentialFaults {

  private CredentialFaults() {}

  static List<FaultyServer> list() {
    return List.of(
        FaultyServer.of(
            "a missing token is an unknown one",
            () -> errcode("M_MISSING_TOKEN", "M_UNKNOWN_TOKEN"),
            "A1.missing-token"),
        FaultyServer.of(
            "an unknown token is a missing one",
            () -> errcode("M_UNKNOWN_TOKEN", "M_MISSING_TOKEN"),
            "A1.unknown-token",
            "A5.logout",
            "A6.login-again-replaces-token"),
        FaultyServer.of(
            "an unknown token is forbidden",
            () ->
                (request, upstream) -> {
                  ProxyResponse response = upstream.send(request);
                  return response.text().contains("M_UNKNOWN_TOKEN")
                      ? ProxyResponse.error(403, "M_FORBIDDEN")
                      : response;
                },
            "A1.unknown-token"),
        FaultyServer.of(
            "errors are plain text",
            () ->
                (request, upstream) -> {
                  ProxyResponse response = upstream.send(request);
                  return response.status() < 400
                      ? response
                      : response.withHeader("Content-Type", "text/plain").withBody("no");
                },
            "A1.error-body",
            "R1.unknown-path"),
        FaultyServer.of(
            "the Authorization header is passed over",
            () -> (request, upstream) -> upstream.send(request.withoutHeader("Authorization")),
            "A2.header-token"),
        FaultyServer.of(
            "the token in the query is passed over",
            () -> (request, upstream) -> upstream.send(request.withoutQuery("access_token")),
            "A2.query-token"),
        FaultyServer.of(
            "tokens are taken from anywhere",
            CredentialFaults::tokensFromAnywhere,
            "A2.token-in-neither-undocumented-place"),
        FaultyServer.of(
            "/versions wants a token",
            () ->
                (request, upstream) ->
                    request.path().equals("/_matrix/client/versions")
                            && request.token().isEmpty()
                            && request.findHeader("X-Probe").isEmpty()
                        ? ProxyResponse.error(401, "M_MISSING_TOKEN")
                        : upstream.send(request),
            "A3.public-versions"),
        FaultyServer.of(
            "odd credentials are a fault of the server",
            CredentialFaults::oddCredentials,
            "A4.basic-scheme",
            "A4.empty-bearer",
            "A4.lower-case-scheme",
            "A4.two-spaces",
            "A4.token-twice",
            "A4.not-ascii",
            "A4.long-token",
            "A4.only-the-scheme",
            "A4.nul-in-query",
            "A4.invalid-utf8-in-query"),
        FaultyServer.of(
            "a new login leaves the old token of the device",
            CredentialFaults::oldTokensStay,
            "A6.login-again-replaces-token"),
        FaultyServer.of(
            "a new login empties the inbox of the device",
            () -> emptiesInbox("/login"),
            "A6.login-again-keeps-inbox"),
        FaultyServer.of(
            "a refresh empties the inbox of the device",
            () -> emptiesInbox("/refresh"),
            "A6.refresh-keeps-device"));
  }

  private static Fault errcode(String from, String to) {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      return response.status() < 400
          ? response
          : response.withBody(response.text().replace(from, to));
    };
  }

  private static Fault tokensFromAnywhere() {
    return (request, upstream) -> {
      if (!request.token().isEmpty()) {
        return upstream.send(request);
      }
      String token =
          request
              .findHeader("Cookie")
              .map(cookie -> cookie.replaceFirst(".*access_token=", "").replaceFirst(";.*", ""))
              .or(
                  () ->
                      Edits.object(request.text())
                          .map(body -> body.path("access_token").asText(""))
                          .filter(text -> !text.isEmpty()))
              .or(() -> request.findHeader("X-Access-Token"))
              .orElse("");
      return upstream.send(
          token.isEmpty() ? request : request.withHeader("Authorization", "Bearer " + token));
    };
  }

  private static Fault oddCredentials() {
    return (request, upstream) -> {
      List<String> lines = request.listHeaders("Authorization");
      boolean isOdd =
          lines.size() > 1
              || (!lines.isEmpty() && request.target().contains("access_token="))
              || request.target().matches(".*access_token=[^&]*%.*")
              || lines.stream().anyMatch(line -> !line.matches("Bearer [!-~]{1,1000}"));
      return isOdd ? ProxyResponse.error(500, "M_UNKNOWN") : upstream.send(request);
    };
  }

  private static Fault oldTokensStay() {
    Directory directory = new Directory();
    Map<String, String> renewed = new ConcurrentHashMap<>();
    return (request, upstream) -> {
      String token = request.token();
      String current = token;
      while (renewed.containsKey(current)) {
        current = renewed.getOrDefault(current, "");
      }
      ProxyRequest passed =
          current.equals(token)
              ? request
              : request
                  .withoutQuery("access_token")
                  .withHeader("Authorization", "Bearer " + current);
      String before = passed.is("POST", "/login") ? known(directory, request) : "";
      ProxyResponse response = directory.pass(passed, upstream);
      if (!before.isEmpty() && response.status() == 200) {
        String fresh =
            Edits.object(response.text())
                .map(json -> json.path("access_token").asText())
                .orElse("");
        renewed.put(before, fresh);
      }
      return response;
    };
  }

  /** The token of the device that a login is for. */
  private static String known(Directory directory, ProxyRequest login) {
    ObjectNode body = Edits.object(login.text()).orElseThrow();
    String user = body.at("/identifier/user").asText("");
    String userId = user.startsWith("@") ? user : "@" + user + ":localhost";
    return directory.list(userId).stream()
        .filter(each -> each.deviceId().equals(body.path("device_id").asText("")))
        .map(Directory.Member::token)
        .findFirst()
        .orElse("");
  }

  private static Fault emptiesInbox(String operation) {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      if (request.is("POST", operation) && response.status() == 200) {
        String token =
            Edits.object(response.text())
                .map(json -> json.path("access_token"))
                .map(JsonNode::asText)
                .orElse("");
        Syncs.drain(token, upstream);
      }
      return response;
    };
  }
}
