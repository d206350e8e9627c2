package io.todevice.conformance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.faults.Edits;
import io.todevice.faults.Fault.Upstream;
import io.todevice.faults.ProxyRequest;
import io.todevice.faults.ProxyResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Syncs that a faulty server makes on its own. */
final class Syncs {

  private Syncs() {}

  static ProxyRequest request(String token, String since) {
    ProxyRequest sync =
        new ProxyRequest(
            "GET",
            "/_matrix/client/v3/sync",
            List.of("Host: localhost", "Authorization: Bearer " + token),
            new byte[0],
            false);
    return since.isEmpty() ? sync : since(sync, since);
  }

  static ProxyRequest since(ProxyRequest sync, String since) {
    return sync.withQuery("since", URLEncoder.encode(since, StandardCharsets.UTF_8));
  }

  /** Takes everything out of an inbox. */
  static List<JsonNode> drain(String token, Upstream upstream) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    String since = "";
    for (int i = 0; i < 100; i++) {
      ProxyResponse response = upstream.send(request(token, since));
      List<JsonNode> events = Edits.events(response);
      since = Edits.nextBatch(response);
      if (since.isEmpty() || (events.isEmpty() && i > 0)) {
        return all;
      }
      all.addAll(events);
    }
    return all;
  }
}
