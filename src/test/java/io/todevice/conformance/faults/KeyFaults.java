package io.todevice.conformance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.faults.Edits;
import io.todevice.faults.Fault;
import io.todevice.faults.ProxyRequest;
import io.todevice.faults.ProxyResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Servers that get keys for end-to-end encryption wrong, when published or handed out. */
final class KeyFaults {

  static final Predicate<ProxyRequest> UPLOAD = ProxyRequest.of("POST", "/keys/upload");
  static final Predicate<ProxyRequest> QUERY = ProxyRequest.of("POST", "/keys/query");
  static final Predicate<ProxyRequest> CLAIM = ProxyRequest.of("POST", "/keys/claim");

  private static final int LARGE = 100_000;

  private KeyFaults() {}

  static List<FaultyServer> list() {
    return List.of(
        FaultyServer.of(
            "an upload counts no key",
            () -> Fault.edits(UPLOAD, json -> json.putObject("one_time_key_counts")),
            "K1.upload-counts"),
        FaultyServer.of(
            "identity keys of anybody are taken",
            () -> accepts(json -> json.at("/device_keys/user_id").isTextual()),
            "K1.foreign-device-keys"),
        FaultyServer.of(
            "a one-time key that comes alone is never refused",
            () -> accepts(json -> json.path("one_time_keys").size() == 1),
            "K2.other-value"),
        FaultyServer.of(
            "malformed keys are never refused",
            () -> accepts(json -> json.path("one_time_keys").size() > 1),
            "K2.malformed-stores-nothing"),
        FaultyServer.of(
            "a large key is a fault of the server",
            () ->
                Fault.answers(
                    UPLOAD.and(request -> request.body().length > LARGE),
                    ProxyResponse.error(500, "M_UNKNOWN")),
            "K2.large-key"),
        FaultyServer.of(
            "an upload that is repeated is refused",
            KeyFaults::refusesRepeats,
            "K2.same-key-again"),
        FaultyServer.of(
            "the first fallback key stays", KeyFaults::keepsFirstFallback, "K3.new-fallback-key"),
        FaultyServer.of(
            "a device whose fallback key was used never has another",
            () ->
                Fault.after(
                    CLAIM,
                    Fault.edits(
                        ProxyRequest::isSync,
                        json -> json.putArray("device_unused_fallback_key_types"))),
            "K3.new-fallback-key-unused"),
        FaultyServer.of(
            "identity keys come back with other members", () -> renames(QUERY), "K4.as-uploaded"),
        FaultyServer.of(
            "a query for all devices brings one",
            () -> Fault.edits(QUERY, KeyFaults::keepOneDevice),
            "K4.all-devices"),
        FaultyServer.of(
            "a query for some devices is one for all",
            () ->
                Fault.requests(
                    QUERY,
                    request -> request.withBody(request.text().replace("\"KIT_UNKNOWN\"", ""))),
            "K4.unknown-absent"),
        FaultyServer.of(
            "a query brings no names of devices",
            () ->
                Fault.responses(
                    QUERY,
                    response -> response.withBody(response.text().replace("display_name", "name"))),
            "K4.display-name"),
        FaultyServer.of(
            "a claim takes two keys and hands out one", KeyFaults::claimsTwo, "K5.oldest-first"),
        FaultyServer.of(
            "keys are handed out with other members", () -> renames(CLAIM), "K5.as-uploaded"),
        FaultyServer.of("a key is handed out twice", KeyFaults::handsOutAgain, "K5.once"),
        FaultyServer.of(
            "a claim of any algorithm is one of the usual",
            () ->
                Fault.requests(
                    CLAIM,
                    request ->
                        request.withBody(
                            request.text().replace("kit_unknown", "signed_curve25519"))),
            "K5.unknown-absent"),
        FaultyServer.of(
            "a fallback key is never handed out",
            () ->
                Fault.responses(
                    CLAIM,
                    response ->
                        response.text().contains("\"fallback\":true")
                            ? Edits.edit(response, json -> json.putObject("one_time_keys"))
                            : response),
            "K5.fallback-when-none-left"));
  }

  /** Uploads of which this holds are answered as if they were good. */
  private static Fault accepts(Predicate<JsonNode> which) {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      return UPLOAD.test(request)
              && response.status() == 400
              && Edits.object(request.text()).filter(which).isPresent()
          ? ProxyResponse.json(200, "{\"one_time_key_counts\":{}}")
          : response;
    };
  }

  private static Fault renames(Predicate<ProxyRequest> which) {
    return Fault.responses(
        which,
        response ->
            response.withBody(response.text().replace("io.todevice.extra", "io.todevice.other")));
  }

  private static void keepOneDevice(ObjectNode query) {
    for (JsonNode devices : query.path("device_keys")) {
      while (devices.size() > 1) {
        ((ObjectNode) devices).remove(devices.fieldNames().next());
      }
    }
  }

  private static Fault refusesRepeats() {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    return (request, upstream) ->
        UPLOAD.test(request) && !seen.add(request.token() + request.text())
            ? ProxyResponse.error(400, "M_INVALID_PARAM")
            : upstream.send(request);
  }

  private static Fault keepsFirstFallback() {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    return (request, upstream) -> {
      boolean isAnother =
          UPLOAD.test(request)
              && request.text().contains("fallback_keys")
              && !seen.add(request.token());
      return upstream.send(isAnother ? request.withBody("{}") : request);
    };
  }

  private static Fault claimsTwo() {
    return (request, upstream) -> {
      if (CLAIM.test(request)) {
        upstream.send(request);
      }
      return upstream.send(request);
    };
  }

  private static Fault handsOutAgain() {
    Map<String, ProxyResponse> first = new ConcurrentHashMap<>();
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      return CLAIM.test(request)
          ? first.computeIfAbsent(request.text(), body -> response)
          : response;
    };
  }
}
