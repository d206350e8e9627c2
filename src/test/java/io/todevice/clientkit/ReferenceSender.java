package io.todevice.clientkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.clientkit.ReferenceHttp.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Sends the messages of the reference client, one after the other. */
final class ReferenceSender {

  private static final int ATTEMPTS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration IMPATIENCE = Duration.ofMillis(500);

  private final ReferenceHttp http;
  private final String start;
  private final Map<String, String> transactions = new HashMap<>();
  private int count;

  ReferenceSender(ReferenceHttp http) {
    this.http = http;
    start =
        http.has(Mistake.COUNTS_TRANSACTIONS_FROM_ONE) ? "" : UUID.randomUUID().toString() + "-";
  }

  /** Whether it was sent. */
  boolean send(JsonNode command) throws InterruptedException {
    String id = command.path("id").asText();
    ObjectNode body = ReferenceHttp.MAPPER.createObjectNode();
    body.set("messages", ReferenceContent.alter(messages(command), http));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0 && http.has(Mistake.NEW_TRANSACTION_ON_RETRY)
          || http.has(Mistake.IMPATIENT_SENDS)) {
        transactions.remove(id);
      }
      String transaction = transactions.computeIfAbsent(id, unseen -> newTransaction());
      String path =
          "sendToDevice/" + segment(command.path("type").asText()) + "/" + segment(transaction);
      Answer answer =
          http.send(
              "PUT",
              path,
              Optional.of(body.toString()),
              http.has(Mistake.IMPATIENT_SENDS) ? IMPATIENCE : PATIENCE);
      if (answer.isSuccess()
          || (answer.status() > 0 && http.has(Mistake.ANY_RESPONSE_IS_SUCCESS))) {
        return true;
      }
      boolean isRefused = answer.status() >= 400 && answer.status() < 500 && answer.status() != 429;
      if (isRefused && http.has(Mistake.REPEATS_WHAT_IS_REFUSED)) {
        attempt--;
      } else if (isRefused || http.has(Mistake.GIVES_UP_SENDING)) {
        return false;
      }
      http.pause(answer, attempt);
    }
    return false;
  }

  private String newTransaction() {
    return start + (http.has(Mistake.ONE_TRANSACTION_FOR_ALL) ? 1 : ++count);
  }

  private JsonNode messages(JsonNode command) {
    ObjectNode messages = command.path("messages").deepCopy();
    if (http.has(Mistake.EXPANDS_WILDCARD)) {
      messages.forEach(
          user -> {
            JsonNode all = ((ObjectNode) user).remove("*");
            if (all != null) {
              ((ObjectNode) user).set("PEER", all);
            }
          });
    }
    return messages;
  }

  private String segment(String text) {
    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    return http.has(Mistake.ENCODES_TWICE)
        ? URLEncoder.encode(encoded, StandardCharsets.UTF_8)
        : encoded;
  }
}
