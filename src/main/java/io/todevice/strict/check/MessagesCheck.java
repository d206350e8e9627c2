package io.todevice.strict.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.domain.EventType;
import io.todevice.domain.UserId;
import io.todevice.strict.journal.Rule;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** To whom messages are sent, and how large they are. */
final class MessagesCheck implements Check {

  /** What deployed servers commonly take (S6). */
  private static final int MAX_CONTENT_BYTES = 64 << 10;

  private static final int TOO_LARGE = 413;
  private static final String ALL_DEVICES = "*";

  @Override
  public void check(Examination seen, Findings findings) {
    if (!seen.is("sendToDevice")) {
      return;
    }
    String type = seen.matched().orElseThrow().pathValues().getOrDefault("eventType", "");
    if (type.getBytes(StandardCharsets.UTF_8).length > EventType.MAX_BYTES) {
      findings.add(Rule.INVALID_EVENT_TYPE, Rule.INVALID_EVENT_TYPE.title());
    }
    if (seen.isBodyUnread() && seen.status() == TOO_LARGE) {
      findings.add(Rule.LARGE_CONTENT, "the whole request is larger than this server takes");
    }
    for (Map.Entry<String, JsonNode> user : seen.body().path("messages").properties()) {
      String pointer = "/messages" + Json.pointer(user.getKey());
      if (UserId.find(user.getKey()).isEmpty()) {
        findings.add(Rule.INVALID_USER_ID, "the key is no user ID", pointer);
      }
      if (user.getValue().has(ALL_DEVICES) && user.getValue().size() > 1) {
        // Deployed servers get this wrong in both directions (S2).
        findings.add(
            Rule.WILDCARD_BESIDE_DEVICE,
            "servers differ in what devices get that are named beside '*'",
            pointer);
      }
      for (Map.Entry<String, JsonNode> device : user.getValue().properties()) {
        if (Json.size(device.getValue()) > MAX_CONTENT_BYTES) {
          findings.add(
              Rule.LARGE_CONTENT,
              "the content has more than 64 KiB",
              pointer + Json.pointer(device.getKey()));
        }
      }
    }
  }
}
