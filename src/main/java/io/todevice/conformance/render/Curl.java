package io.todevice.conformance.render;

import io.todevice.conformance.report.Payload;
import io.todevice.conformance.report.RecordedExchange;
import io.todevice.text.OneLine;
import java.util.Optional;

/** A request as a line for a shell, with names where secrets were. */
final class Curl {

  private Curl() {}

  /** The line; none for bytes that are no request which curl would send. */
  static Optional<String> of(String target, RecordedExchange exchange) {
    if (exchange.isRaw()) {
      return Optional.empty();
    }
    StringBuilder line = new StringBuilder("curl -i ");
    line.append(exchange.method().equals("HEAD") ? "-I " : "-X " + exchange.method() + " ");
    line.append(quote(target + exchange.target()));
    exchange.requestHeaders().forEach(header -> line.append(" -H ").append(quote(header)));
    Payload body = exchange.requestBody();
    if (body.bytes() > 0) {
      line.append(" --data-raw ").append(quote(body.text()));
    }
    return Optional.of(OneLine.of(line.toString()));
  }

  private static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
