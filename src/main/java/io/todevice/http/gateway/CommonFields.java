package io.todevice.http.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import org.glassfish.grizzly.http.util.FastHttpDateFormat;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.http.util.MimeHeaders;

/**
 * The headers that every answer has, errors included: cross-origin access (clause R2), what keeps
 * answers out of caches and browsers from taking them for something else, and the date, which
 * Grizzly adds too late to be sent.
 */
final class CommonFields {

  private record Bytes(byte[] name, byte[] value) {

    static Bytes of(String name, String value) {
      return new Bytes(name.getBytes(US_ASCII), value.getBytes(US_ASCII));
    }
  }

  private static final List<Bytes> ALL =
      List.of(
          Bytes.of("Access-Control-Allow-Origin", "*"),
          Bytes.of("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE, OPTIONS"),
          Bytes.of("Access-Control-Allow-Headers", "X-Requested-With, Content-Type, Authorization"),
          // Answers hold tokens and other people's secrets; and none is true for long.
          Bytes.of("Cache-Control", "no-store"),
          // Nothing here is a page, whoever gets a browser to open it as one.
          Bytes.of("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
          Bytes.of("X-Content-Type-Options", "nosniff"),
          // A token may stand in the query.
          Bytes.of("Referrer-Policy", "no-referrer"));

  private CommonFields() {}

  /** Adds them. */
  static void addTo(MimeHeaders headers) {
    for (int i = 0; i < ALL.size(); i++) {
      Bytes field = ALL.get(i);
      headers.addValue(field.name, 0, field.name.length).setBytes(field.value);
    }
    headers.addValue(Header.Date).setBytes(FastHttpDateFormat.getCurrentDateBytes());
  }
}
