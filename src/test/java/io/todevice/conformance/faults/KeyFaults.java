package io.todevice.conformance.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Servers that get keys for end-to-end encryption wrong. */
final class KeyFaults {

  private static final String UPLOAD = "/keys/upload";
  private static final String QUERY = "/keys/query";
  private static final String CLAIM = "/keys/claim";
  private static final String CROSS_SIGNING = "/keys/device_signing/upload";

  private KeyFaults() {}

  static List<FaultyServer> list() {
    return List.of(
        FaultyServer.of(
            "an upload counts no key",
            () -> edit("POST", UPLOAD, json -> json.putObject("one_time_key_counts")),
            "K1.upload-counts"),
        FaultyServer.of(
            "uploads of keys are never refused",
            () -> accepts(UPLOAD, "{\"one_time_key_counts\":{}}"),
            "K1.foreign-device-keys",
            "K2.other-value",
            "K2.malformed-stores-nothing"),
        FaultyServer.of(
            "an upload that is repeated is refused",
            KeyFaults::refusesRepeats,
            "K2.same-key-again"),
        FaultyServer.of(
            "the first fallback key stays", KeyFaults::keepsFirstFallback, "K3.new-fallback-key"),
        FaultyServer.of(
            "identity keys come back with other members",
            () -> replace(QUERY, "io.todevice.extra", "io.todevice.other"),
            "K4.as-uploaded"),
        FaultyServer.of(
            "a query for some devices is one for all",
            () ->
                (request, upstream) ->
                    upstream.send(
                        request.is("POST", QUERY)
                            ? request.withBody(request.text().replace("\"KIT_UNKNOWN\"", ""))
                            : request),
            "K4.unknown-absent"),
        FaultyServer.of(
            "a claim takes two keys and hands out one", KeyFaults::claimsTwo, "K5.oldest-first"),
        FaultyServer.of("a key is handed out twice", KeyFaults::handsOutAgain, "K5.once"),
        FaultyServer.of(
            "a fallback key is never handed out",
            () ->
                (request, upstream) -> {
                  ProxyResponse response = upstream.send(request);
                  return request.is("POST", CLAIM) && response.text().contains("\"fallback\":true")
                      ? Edits.edit(response, json -> json.putObject("one_time_keys"))
                      : response;
                },
            "K5.fallback-when-none-left"),
        FaultyServer.of(
            "syncs count no keys",
            () -> sync(json -> json.remove("device_one_time_keys_count")),
            "K6.counts-in-every-sync"),
        FaultyServer.of(
            "syncs know of no fallback key",
            () -> sync(json -> json.putArray("device_unused_fallback_key_types")),
            "K6.unused-fallback-types"),
        FaultyServer.of(
            "syncs tell of no changed keys",
            () -> sync(json -> json.putObject("device_lists")),
            "K7.own-device-changes"),
        FaultyServer.of(
            "nothing changes between two tokens",
            () -> edit("GET", "/keys/changes", json -> json.putArray("changed")),
            "K7.changes-between-tokens"),
        FaultyServer.of(
            "keys outlive their device",
            () ->
                (request, upstream) ->
                    request.is("POST", "/logout")
                        ? ProxyResponse.json(200, "{}")
                        : upstream.send(request),
            "K10.keys-end-with-device"),
        FaultyServer.of(
            "the first cross-signing keys need a password",
            () ->
                (request, upstream) ->
                    request.is("POST", CROSS_SIGNING)
                        ? ProxyResponse.json(
                            401,
                            "{\"flows\":[{\"stages\":[\"m.login.password\"]}],\"session\":\"s\"}")
                        : upstream.send(request),
            "K8.first-upload"),
        FaultyServer.of(
            "whatever cross-signing keys come are taken",
            () -> accepts(CROSS_SIGNING, "{}"),
            "K8.replacing-needs-auth",
            "K8.invalid-signature"),
        FaultyServer.of(
            "no signature is reported",
            () -> edit("POST", "/keys/signatures/upload", json -> json.putObject("failures")),
            "K9.failures"));
  }

  private static Fault edit(String method, String operation, Consumer<ObjectNode> change) {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      return request.is(method, operation) ? Edits.edit(response, change) : response;
    };
  }

  private static Fault sync(Consumer<ObjectNode> change) {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      return request.isSync() ? Edits.edit(response, change) : response;
    };
  }

  private static Fault replace(String operation, String text, String other) {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      return request.is("POST", operation)
          ? response.withBody(response.text().replace(text, other))
          : response;
    };
  }

  private static Fault accepts(String operation, String answer) {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      return request.is("POST", operation) && response.status() >= 400
          ? ProxyResponse.json(200, answer)
          : response;
    };
  }

  private static Fault refusesRepeats() {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    return (request, upstream) ->
        request.is("POST", UPLOAD) && !seen.add(request.token() + request.text())
            ? ProxyResponse.error(400, "M_INVALID_PARAM")
            : upstream.send(request);
  }

  private static Fault keepsFirstFallback() {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    return (request, upstream) -> {
      boolean isAnother =
          request.is("POST", UPLOAD)
              && request.text().contains("fallback_keys")
              && !seen.add(request.token());
      return upstream.send(isAnother ? request.withBody("{}") : request);
    };
  }

  private static Fault claimsTwo() {
    return (request, upstream) -> {
      if (request.is("POST", CLAIM)) {
        upstream.send(request);
      }
      return upstream.send(request);
    };
  }

  private static Fault handsOutAgain() {
    Map<String, ProxyResponse> first = new ConcurrentHashMap<>();
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      return request.is("POST", CLAIM)
          ? first.computeIfAbsent(request.text(), body -> response)
          : response;
    };
  }
}
