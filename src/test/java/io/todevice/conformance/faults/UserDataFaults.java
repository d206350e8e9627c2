package io.todevice.conformance.faults;

import java.util.List;
import java.util.function.UnaryOperator;

/** Servers that get wrong what users keep. */
final class UserDataFaults {

  private UserDataFaults() {}

  static List<FaultyServer> list() {
    return List.of(
        FaultyServer.of(
            "where there is no key backup, one is told of",
            () -> answers("GET", ".*/room_keys/version", 404, "{}"),
            "K11.no-backup"),
        FaultyServer.of(
            "backed up keys come back altered",
            () ->
                (request, upstream) -> {
                  ProxyResponse response = upstream.send(request);
                  return is(request, "GET", ".*/room_keys/keys/.*")
                      ? Edits.edit(response, key -> key.put("forwarded_count", 77))
                      : response;
                },
            "K11.round-trip",
            "K11.better-key"),
        FaultyServer.of(
            "the key that comes last replaces any other",
            () ->
                requests(
                    "PUT",
                    ".*/room_keys/keys/.*",
                    body ->
                        body.replace("\"is_verified\":false", "\"is_verified\":true")
                            .replace("\"first_message_index\":9", "\"first_message_index\":0")),
            "K11.better-key"),
        FaultyServer.of(
            "keys for any backup are taken",
            () -> answers("PUT", ".*/room_keys/keys/.*", 403, "{\"etag\":\"1\",\"count\":1}"),
            "K11.wrong-version"),
        FaultyServer.of(
            "a deleted key backup stays",
            () -> ignores("DELETE", ".*/room_keys/version/.*"),
            "K11.deleted"),
        FaultyServer.of(
            "account data is everybody's",
            () -> answers("GET", ".*/account_data/.*", 403, "{}"),
            "K12.account-data"),
        FaultyServer.of(
            "account data is not in a sync",
            () ->
                (request, upstream) -> {
                  ProxyResponse response = upstream.send(request);
                  return is(request, "GET", ".*/sync")
                      ? Edits.edit(response, sync -> sync.remove("account_data"))
                      : response;
                },
            "K12.account-data-in-sync"),
        FaultyServer.of(
            "push rules cannot be switched off",
            () -> ignores("PUT", ".*/pushrules/.*"),
            "K12.push-rules"),
        FaultyServer.of(
            "profiles are not kept", () -> ignores("PUT", ".*/profile/.*"), "K12.profile"));
  }

  private static Fault answers(String method, String path, int status, String answer) {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      return is(request, method, path) && response.status() == status
          ? ProxyResponse.json(200, answer)
          : response;
    };
  }

  private static Fault ignores(String method, String path) {
    return (request, upstream) ->
        is(request, method, path) ? ProxyResponse.json(200, "{}") : upstream.send(request);
  }

  private static Fault requests(String method, String path, UnaryOperator<String> change) {
    return (request, upstream) ->
        upstream.send(
            is(request, method, path) ? request.withBody(change.apply(request.text())) : request);
  }

  private static boolean is(ProxyRequest request, String method, String path) {
    return request.method().equals(method) && request.path().matches(path);
  }
}
