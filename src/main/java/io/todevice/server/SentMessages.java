package io.todevice.server;

import io.todevice.http.exchange.ObservedExchange;
import io.todevice.validation.SentRequest;
import io.todevice.validation.SentResponse;

/** What the gateway has seen, for those who know no gateway. */
final class SentMessages {

  private SentMessages() {}

  static SentRequest request(ObservedExchange exchange) {
    return new SentRequest(
        exchange.method(),
        exchange.path(),
        exchange.query(),
        exchange.headers(),
        exchange.requestBody());
  }

  static SentResponse response(ObservedExchange exchange) {
    return new SentResponse(exchange.status(), exchange.mediaType(), exchange.responseBody());
  }
}
