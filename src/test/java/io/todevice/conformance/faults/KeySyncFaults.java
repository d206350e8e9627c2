package io.todevice.conformance.faults;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.faults.Edits;
import io.todevice.faults.Fault;
import io.todevice.faults.ProxyRequest;
import io.todevice.faults.ProxyResponse;
import java.util.List;
import java.util.function.Consumer;

/** Servers whose syncs tell wrongly of keys. */
final class KeySyncFaults {

  private KeySyncFaults() {}

  static List<FaultyServer> list() {
    return List.of(
        FaultyServer.of(
            "syncs count no keys",
            () -> syncs(json -> json.remove("device_one_time_keys_count")),
            "K6.counts-in-every-sync"),
        FaultyServer.of(
            "syncs know of no fallback key",
            () -> syncs(json -> json.putArray("device_unused_fallback_key_types")),
            "K6.unused-fallback-types"),
        FaultyServer.of(
            "nothing but a message wakes a sync",
            () -> WaitFaults.holds(response -> Edits.events(response).isEmpty()),
            "K6.claim-wakes"),
        FaultyServer.of(
            "syncs tell of no changed keys",
            () -> syncs(KeySyncFaults::forgetChanges),
            "K7.own-device-changes"),
        FaultyServer.of(
            "syncs tell of no new cross-signing keys",
            () -> Fault.after(CrossSigningFaults.UPLOAD, syncs(KeySyncFaults::forgetChanges)),
            "K7.cross-signing-changes"),
        FaultyServer.of(
            "syncs tell of one's own keys alone",
            KeySyncFaults::tellsOwn,
            "K7.followed-user-changes"),
        FaultyServer.of(
            "nothing changes between two tokens",
            () ->
                Fault.edits(
                    ProxyRequest.of("GET", "/keys/changes"), json -> json.putArray("changed")),
            "K7.changes-between-tokens"),
        FaultyServer.of(
            "keys outlive their device",
            () -> Fault.answers(ProxyRequest.of("POST", "/logout"), ProxyResponse.json(200, "{}")),
            "K10.keys-end-with-device"),
        FaultyServer.of(
            "syncs do not tell that a device has ended",
            () ->
                Fault.after(
                    ProxyRequest.of("POST", "/logout"), syncs(KeySyncFaults::forgetChanges)),
            "K10.end-is-told"));
  }

  private static Fault syncs(Consumer<ObjectNode> change) {
    return Fault.edits(ProxyRequest::isSync, change);
  }

  private static void forgetChanges(ObjectNode sync) {
    sync.putObject("device_lists");
  }

  private static Fault tellsOwn() {
    Directory directory = new Directory();
    return (request, upstream) -> {
      ProxyResponse response = directory.pass(request, upstream);
      String own = directory.get(request.token()).userId();
      return request.isSync()
          ? Edits.edit(response, sync -> keepOnly(sync.withArray("/device_lists/changed"), own))
          : response;
    };
  }

  private static void keepOnly(ArrayNode users, String user) {
    for (int i = users.size() - 1; i >= 0; i--) {
      if (!users.path(i).asText().equals(user)) {
        users.remove(i);
      }
    }
  }
}
