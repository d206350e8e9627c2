package io.todevice.conformance.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.todevice.conformance.client.ExchangeLog;
import io.todevice.conformance.client.TargetClient;
import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.suite.Json;
import io.todevice.conformance.suite.Session;
import io.todevice.conformance.suite.TestDevice;
import io.todevice.conformance.suite.TokenPlace;

/** Empties the inboxes of devices that are given, whatever stands in them. */
record Inboxes(TargetClient client, TokenPlace place) {

  private static final int MAX_SYNCS = 1000;

  /** Syncs and acknowledges until nothing comes any more. */
  void empty(Session session, ExchangeLog log) {
    String since = "";
    for (int i = 0; i < MAX_SYNCS; i++) {
      TargetRequest sync =
          TargetRequest.of("GET", TestDevice.API + "/sync").from(session.toString());
      if (!since.isEmpty()) {
        sync = sync.query("since", TestDevice.encode(since));
      }
      JsonNode answer = sync(place.put(sync, session.accessToken()), log);
      since = answer.path("next_batch").asText("");
      if (since.isEmpty() || (i > 0 && answer.at("/to_device/events").isEmpty())) {
        return;
      }
    }
  }

  private JsonNode sync(TargetRequest request, ExchangeLog log) {
    return Json.find(client.send(request, log).body()).orElse(MissingNode.getInstance());
  }
}
