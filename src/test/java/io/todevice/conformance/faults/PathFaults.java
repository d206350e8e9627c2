package io.todevice.conformance.faults;

import io.todevice.faults.Fault;
import io.todevice.faults.ProxyRequest;
import io.todevice.faults.ProxyResponse;
import java.util.List;
import java.util.regex.Pattern;

/** Servers that get paths wrong. */
final class PathFaults {

  private static final Pattern INVALID = Pattern.compile("%(?![0-9A-Fa-f]{2})|%FF|%ff|%C0");

  private PathFaults() {}

  static List<FaultyServer> list() {
    return List.of(
        FaultyServer.of(
            "paths are decoded twice",
            () -> (request, upstream) -> upstream.send(onSend(request, "%25", "%")),
            "S8.encoded-percent"),
        FaultyServer.of(
            "an encoded slash is a slash",
            () ->
                (request, upstream) ->
                    request.isSend()
                            && request.path().toUpperCase(java.util.Locale.ROOT).contains("%2F")
                        ? ProxyResponse.error(404, "M_UNRECOGNIZED")
                        : upstream.send(request),
            "S8.encoded-slash",
            "T1.encoded-id"),
        FaultyServer.of(
            "a plus in a path is a space",
            () -> (request, upstream) -> upstream.send(plus(request)),
            "S8.space-and-plus"),
        FaultyServer.of(
            "types of more than 100 bytes are refused",
            () ->
                (request, upstream) ->
                    request.isSend() && request.eventType().length() > 100
                        ? ProxyResponse.error(400, "M_INVALID_PARAM")
                        : upstream.send(request),
            "S8.long-event-type"),
        FaultyServer.of(
            "a path that cannot be decoded is a fault of the server",
            () ->
                (request, upstream) ->
                    INVALID.matcher(request.path()).find()
                        ? ProxyResponse.error(500, "M_UNKNOWN")
                        : upstream.send(request),
            "S8.invalid-encoding"),
        FaultyServer.of(
            "r0 is gone",
            () ->
                (request, upstream) ->
                    request.path().startsWith("/_matrix/client/r0/")
                        ? ProxyResponse.error(404, "M_UNRECOGNIZED")
                        : upstream.send(request),
            "S9.r0-path"),
        FaultyServer.of(
            "a slash at the end is passed over",
            () ->
                (request, upstream) ->
                    upstream.send(
                        request.isSend()
                            ? request.withTarget(request.target().replaceFirst("/+(?=\\?|$)", ""))
                            : request),
            "S9.trailing-slash"),
        FaultyServer.of(
            "two slashes are one",
            () ->
                (request, upstream) ->
                    upstream.send(request.withTarget(request.target().replaceAll("/+", "/"))),
            "S9.double-slash"),
        FaultyServer.of(
            "an unknown path is not found", () -> unknown(404, "M_NOT_FOUND"), "R1.unknown-path"),
        FaultyServer.of(
            "a wrong method is an unknown path",
            () ->
                (request, upstream) -> {
                  ProxyResponse response = upstream.send(request);
                  return response.status() == 405
                      ? ProxyResponse.error(404, "M_NOT_FOUND")
                      : response;
                },
            "R1.wrong-method"));
  }

  private static ProxyRequest onSend(ProxyRequest request, String old, String replacement) {
    return request.isSend()
        ? request.withTarget(request.target().replace(old, replacement))
        : request;
  }

  private static ProxyRequest plus(ProxyRequest request) {
    return onSend(request, "+", "%20").target().equals(request.target())
        ? onSend(request, "%2B", "%20")
        : onSend(onSend(request, "+", "%20"), "%2B", "%20");
  }

  private static Fault unknown(int status, String errcode) {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      return response.status() == 404 && response.text().contains("M_UNRECOGNIZED")
          ? ProxyResponse.error(status, errcode)
          : response;
    };
  }
}
