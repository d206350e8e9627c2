package io.todevice.conformance.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.faults.Edits;
import io.todevice.faults.Fault;
import io.todevice.faults.ProxyRequest;
import io.todevice.faults.ProxyResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Servers that get wrong what stands around sending and fetching. */
final class AroundFaults {

  private static final String ORIGIN = "Access-Control-Allow-Origin";

  private AroundFaults() {}

  static List<FaultyServer> list() {
    return List.of(
        FaultyServer.of(
            "web browsers may not read answers",
            () -> withoutOrigin(response -> response.status() < 400),
            "R2.cors-on-success"),
        FaultyServer.of(
            "web browsers may not read errors",
            () -> withoutOrigin(response -> response.status() >= 400),
            "R2.cors-on-errors"),
        FaultyServer.of(
            "only a preflight tells what is allowed",
            () ->
                (request, upstream) -> {
                  ProxyResponse response = upstream.send(request);
                  return request.method().equals("OPTIONS")
                      ? response
                      : response
                          .withoutHeader("Access-Control-Allow-Methods")
                          .withoutHeader("Access-Control-Allow-Headers");
                },
            "R2.same-headers-everywhere"),
        FaultyServer.of(
            "a preflight needs a token",
            () ->
                (request, upstream) ->
                    request.method().equals("OPTIONS") && request.token().isEmpty()
                        ? ProxyResponse.error(401, "M_MISSING_TOKEN")
                        : upstream.send(request),
            "R2.preflight"),
        FaultyServer.of(
            "a preflight runs the request",
            () ->
                (request, upstream) ->
                    upstream.send(
                        request.method().equals("OPTIONS") && !request.token().isEmpty()
                            ? request.withMethod("PUT")
                            : request),
            "R2.preflight-runs-nothing"),
        FaultyServer.of(
            "too many requests are a fault of the server",
            () ->
                (request, upstream) -> {
                  ProxyResponse response = upstream.send(request);
                  return response.status() == 429
                      ? ProxyResponse.error(503, "M_UNKNOWN")
                      : response;
                },
            "R3.limited"),
        FaultyServer.of(
            "a refusal does not tell when to come back",
            () -> (request, upstream) -> upstream.send(request).withoutHeader("Retry-After"),
            "R3.limited"),
        FaultyServer.of(
            "one device's limit is everybody's", () -> limitsAll(8_000), "R3.per-device"),
        FaultyServer.of(
            "who was limited stays limited", () -> limitsAll(120_000), "R3.served-again"),
        FaultyServer.of(
            "the list of versions is a text",
            () -> edit("/_matrix/client/versions", json -> json.put("versions", "v1.8")),
            "R4.versions"),
        FaultyServer.of(
            "whoami knows no device",
            () ->
                (request, upstream) -> {
                  ProxyResponse response = upstream.send(request);
                  return request.is("GET", "/account/whoami")
                      ? Edits.edit(response, json -> json.put("device_id", "SOMETHING"))
                      : response;
                },
            "R4.whoami"),
        FaultyServer.of(
            "v1.11 is listed, and no header is taken",
            AroundFaults::promisesHeader,
            "R4.versions-agree-with-tokens"),
        FaultyServer.of(
            "who asks before registering is forbidden to",
            () ->
                refuses(
                    request ->
                        request.is("POST", "/register") && request.text().contains("session"),
                    403,
                    "M_FORBIDDEN"),
            "R5.register-with-round-trip"),
        FaultyServer.of(
            "who registers has to ask first",
            AroundFaults::wantsRoundTrip,
            "R5.register-without-round-trip"),
        FaultyServer.of(
            "a name that is taken is forbidden",
            () ->
                (request, upstream) -> {
                  ProxyResponse response = upstream.send(request);
                  return response.withBody(response.text().replace("M_USER_IN_USE", "M_FORBIDDEN"));
                },
            "R5.register-taken"),
        FaultyServer.of(
            "nobody can log in",
            () -> refuses(request -> request.is("POST", "/login"), 403, "M_FORBIDDEN"),
            "R5.login-local-part",
            "R5.login-user-id"),
        FaultyServer.of(
            "a wrong password is an unknown token",
            () ->
                (request, upstream) -> {
                  ProxyResponse response = upstream.send(request);
                  return request.is("POST", "/login") && response.status() == 403
                      ? ProxyResponse.error(401, "M_UNKNOWN_TOKEN")
                      : response;
                },
            "R5.login-wrong-password"),
        FaultyServer.of(
            "a login tells whether there is such a user",
            AroundFaults::tellsUsers,
            "R5.login-unknown-user-same-answer"));
  }

  private static Fault withoutOrigin(Predicate<ProxyResponse> which) {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      return which.test(response) ? response.withoutHeader(ORIGIN) : response;
    };
  }

  private static Fault refuses(Predicate<ProxyRequest> which, int status, String errcode) {
    return (request, upstream) ->
        which.test(request) ? ProxyResponse.error(status, errcode) : upstream.send(request);
  }

  private static Fault edit(String path, Consumer<ObjectNode> change) {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      return request.path().equals(path) ? Edits.edit(response, change) : response;
    };
  }

  private static Fault promisesHeader() {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request.withoutHeader("Authorization"));
      return request.path().equals("/_matrix/client/versions")
          ? Edits.edit(response, json -> json.withArray("/versions").add("v1.11"))
          : response;
    };
  }

  private static Fault wantsRoundTrip() {
    return (request, upstream) -> {
      if (request.is("POST", "/register") && !request.text().contains("\"session\"")) {
        return upstream.send(request.withBody("{}"));
      }
      return upstream.send(request);
    };
  }

  /** After the first refusal everybody is refused for a while. */
  private static Fault limitsAll(long millis) {
    AtomicLong until = new AtomicLong(System.nanoTime());
    return (request, upstream) -> {
      boolean isSend = request.isSend();
      if (isSend && until.get() - System.nanoTime() > 0) {
        return ProxyResponse.error(429, "M_LIMIT_EXCEEDED").withHeader("Retry-After", "1");
      }
      ProxyResponse response = upstream.send(request);
      if (isSend && response.status() == 429) {
        until.set(System.nanoTime() + millis * 1_000_000);
      }
      return response;
    };
  }

  private static Fault tellsUsers() {
    Directory directory = new Directory();
    return (request, upstream) -> {
      if (request.is("POST", "/login")) {
        String user =
            Edits.object(request.text())
                .map(body -> body.at("/identifier/user").asText(""))
                .orElse("");
        String userId = user.startsWith("@") ? user : "@" + user + ":localhost";
        if (directory.list(userId).isEmpty()) {
          return ProxyResponse.error(404, "M_NOT_FOUND");
        }
      }
      return directory.pass(request, upstream);
    };
  }
}
