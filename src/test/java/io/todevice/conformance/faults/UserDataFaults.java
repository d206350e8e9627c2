package io.todevice.conformance.faults;

import io.todevice.faults.Edits;
import io.todevice.faults.Fault;
import io.todevice.faults.ProxyRequest;
import io.todevice.faults.ProxyResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Servers that get wrong what users keep. */
final class UserDataFaults {

  private static final String KEYS = ".*/room_keys/keys/.*";

  private UserDataFaults() {}

  static List<FaultyServer> list() {
    return List.of(
        FaultyServer.of(
            "where there is no key backup, one is told of",
            () -> accepts("GET", ".*/room_keys/version", 404, "{}"),
            "K11.no-backup"),
        FaultyServer.of(
            "backed up keys come back altered",
            () -> Fault.edits(to("GET", KEYS), key -> key.put("forwarded_count", 77)),
            "K11.round-trip",
            "K11.better-key"),
        FaultyServer.of(
            "the key that comes last replaces any other", () -> verifies(0), "K11.better-key"),
        FaultyServer.of("every key counts as verified", () -> verifies(1), "K11.verified-first"),
        FaultyServer.of(
            "the key that comes first stays", UserDataFaults::keepsFirst, "K11.lower-index"),
        FaultyServer.of(
            "keys for any backup are taken",
            () -> accepts("PUT", KEYS, 403, "{\"etag\":\"1\",\"count\":1}"),
            "K11.wrong-version"),
        FaultyServer.of(
            "a deleted key backup stays",
            () -> ignores("DELETE", ".*/room_keys/version/.*"),
            "K11.deleted"),
        FaultyServer.of(
            "account data is everybody's",
            () -> accepts("GET", ".*/account_data/.*", 403, "{}"),
            "K12.account-data"),
        FaultyServer.of(
            "account data is not in a sync",
            () -> Fault.edits(ProxyRequest::isSync, sync -> sync.remove("account_data")),
            "K12.account-data-in-sync"),
        FaultyServer.of(
            "push rules cannot be switched off",
            () -> ignores("PUT", ".*/pushrules/.*"),
            "K12.push-rules"),
        FaultyServer.of(
            "profiles are not kept", () -> ignores("PUT", ".*/profile/.*"), "K12.profile"));
  }

  /** What is answered with this status is answered like a success. */
  private static Fault accepts(String method, String path, int status, String answer) {
    return Fault.responses(
        to(method, path),
        response -> response.status() == status ? ProxyResponse.json(200, answer) : response);
  }

  private static Fault ignores(String method, String path) {
    return Fault.answers(to(method, path), ProxyResponse.json(200, "{}"));
  }

  /** A key that is not verified is kept as one that is, with an index that may be lower. */
  private static Fault verifies(int firstIndex) {
    return Fault.requests(
        to("PUT", KEYS),
        request ->
            Edits.edit(
                request,
                key -> {
                  if (!key.path("is_verified").asBoolean()) {
                    key.put("is_verified", true).put("first_message_index", firstIndex);
                  }
                }));
  }

  private static Fault keepsFirst() {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    return (request, upstream) ->
        to("PUT", KEYS).test(request) && !seen.add(request.token())
            ? ProxyResponse.json(200, "{\"etag\":\"1\",\"count\":1}")
            : upstream.send(request);
  }

  private static Predicate<ProxyRequest> to(String method, String path) {
    return request -> request.method().equals(method) && request.path().matches(path);
  }
}
