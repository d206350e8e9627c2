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

/** Servers that get cross-signing keys and signatures wrong. */
final class CrossSigningFaults {

  static final Predicate<ProxyRequest> UPLOAD =
      ProxyRequest.of("POST", "/keys/device_signing/upload");

  private static final Predicate<ProxyRequest> SIGNATURES =
      ProxyRequest.of("POST", "/keys/signatures/upload");

  private CrossSigningFaults() {}

  static List<FaultyServer> list() {
    return List.of(
        FaultyServer.of(
            "cross-signing keys come back without signatures",
            () ->
                Fault.edits(
                    KeyFaults.QUERY,
                    json ->
                        json.path("self_signing_keys")
                            .forEach(key -> ((ObjectNode) key).remove("signatures"))),
            "K4.cross-signing-keys"),
        FaultyServer.of(
            "the user-signing key is shown to everybody",
            () -> showsEverybody("user_signing_keys"),
            "K4.cross-signing-keys"),
        FaultyServer.of(
            "the first cross-signing keys need a password",
            () ->
                Fault.answers(
                    UPLOAD,
                    ProxyResponse.json(
                        401,
                        "{\"flows\":[{\"stages\":[\"m.login.password\"]}],\"session\":\"s\"}")),
            "K8.first-upload"),
        FaultyServer.of(
            "cross-signing keys are replaced with the token alone",
            () -> accepts("\"flows\""),
            "K8.replacing-needs-auth"),
        FaultyServer.of(
            "cross-signing keys are never replaced",
            () ->
                Fault.requests(UPLOAD, request -> Edits.edit(request, json -> json.remove("auth"))),
            "K8.replaced-with-password"),
        FaultyServer.of(
            "cross-signing keys need no good signature",
            () -> accepts("M_INVALID_SIGNATURE"),
            "K8.invalid-signature"),
        FaultyServer.of(
            "cross-signing keys of any usage and user are taken",
            () -> accepts("M_INVALID_PARAM"),
            "K8.wrong-usage-or-user"),
        FaultyServer.of(
            "a cross-signing key may be the ID of a device",
            () -> accepts("M_FORBIDDEN"),
            "K8.device-id"),
        FaultyServer.of(
            "no signature is reported",
            () -> Fault.edits(SIGNATURES, json -> json.putObject("failures")),
            "K9.failures"),
        FaultyServer.of(
            "with one signature all fail", CrossSigningFaults::failsAll, "K9.others-kept"),
        FaultyServer.of(
            "the signatures of a second upload are ignored",
            CrossSigningFaults::takesOne,
            "K9.merged"),
        FaultyServer.of(
            "signatures of others are shown to everybody",
            () -> showsEverybody("master_keys"),
            "K9.private-signatures"));
  }

  /** What an upload is refused with is no reason any more. */
  private static Fault accepts(String reason) {
    return Fault.responses(
        UPLOAD,
        response -> response.text().contains(reason) ? ProxyResponse.json(200, "{}") : response);
  }

  /** Whoever asks sees of these keys what the first one saw who asked the same. */
  private static Fault showsEverybody(String kind) {
    Map<String, JsonNode> seen = new ConcurrentHashMap<>();
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      return KeyFaults.QUERY.test(request)
          ? Edits.edit(
              response,
              json -> json.set(kind, seen.computeIfAbsent(request.text(), body -> json.path(kind))))
          : response;
    };
  }

  private static Fault failsAll() {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      return SIGNATURES.test(request) && response.text().contains("errcode")
          ? Edits.edit(response, json -> json.set("failures", failures(request)))
          : response;
    };
  }

  private static ObjectNode failures(ProxyRequest upload) {
    ObjectNode objects = Edits.object(upload.text()).orElseThrow();
    for (JsonNode keys : objects) {
      keys.forEach(key -> ((ObjectNode) key).put("errcode", "M_INVALID_SIGNATURE"));
    }
    return objects;
  }

  private static Fault takesOne() {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    return (request, upstream) ->
        SIGNATURES.test(request) && !seen.add(request.token())
            ? ProxyResponse.json(200, "{\"failures\":{}}")
            : upstream.send(request);
  }
}
