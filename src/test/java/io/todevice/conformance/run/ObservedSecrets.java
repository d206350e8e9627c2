package io.todevice.conformance.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.http.exchange.ExchangeObserver;
import io.todevice.http.exchange.ObservedExchange;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every secret that a server gives out or is told. */
final class ObservedSecrets implements ExchangeObserver {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Set<String> accessTokens = ConcurrentHashMap.newKeySet();
  private final Set<String> others = ConcurrentHashMap.newKeySet();

  @Override
  public void observe(ObservedExchange exchange) {
    if (exchange.status() != 200) {
      return;
    }
    JsonNode answer = parse(exchange.responseBody());
    addText(answer.path("access_token"), accessTokens);
    addText(answer.path("refresh_token"), others);
    JsonNode body = parse(exchange.requestBody());
    addText(body.path("password"), others);
    addText(body.at("/auth/password"), others);
  }

  private static void addText(JsonNode node, Set<String> secrets) {
    if (node.isTextual()) {
      secrets.add(node.asText());
    }
  }

  private static JsonNode parse(byte[] json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      return MAPPER.createObjectNode();
    }
  }

  Set<String> accessTokens() {
    return accessTokens;
  }

  /** Passwords and refresh tokens. */
  Set<String> others() {
    return others;
  }
}
