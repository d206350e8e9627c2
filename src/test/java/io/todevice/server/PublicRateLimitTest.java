package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.config.ServerConfig;
import io.todevice.settings.RequestLimits;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Behind two proxies, so that every test can have an address of its own. */
@DisplayName("The limit on the requests without a token that come from one address")
class PublicRateLimitTest extends ServerFixture {

  private static final int BURST = 5;

  @Override
  ServerConfig config() {
    return super.config()
        .with(RequestLimits.PUBLIC_REQUESTS_PER_SECOND, 1)
        .with(RequestLimits.PUBLIC_REQUEST_BURST, BURST)
        .with(RequestLimits.TRUSTED_PROXIES, 2);
  }

  @Test
  @DisplayName("R3: counts logging in, registering and refreshing together, good ones too")
  void countsTogether() {
    String address = "192.0.2.1, 10.0.0.1";
    assertThat(from(address, "POST", "register", registration("a")).outcome()).isEqualTo("200");
    assertThat(from(address, "POST", "login", "{}").outcome()).isEqualTo("400 M_MISSING_PARAM");
    exhaust(address);

    for (String operation : List.of("login", "register", "refresh")) {
      Answer refused = from(address, "POST", operation, "{}");
      assertThat(refused.outcome()).isEqualTo("429 M_LIMIT_EXCEEDED");
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }
    assertThat(server.counters().refusedPublicRequests()).isPositive();
  }

  @Test
  @DisplayName("R3: is not another address's, and not a device's")
  void addressesAreApart() {
    Answer registered = from("192.0.2.2, 10.0.0.1", "POST", "register", registration("b"));
    Http device = anonymous.withToken(registered.text("access_token"));
    exhaust("192.0.2.2, 10.0.0.1");

    assertThat(from("192.0.2.3, 10.0.0.1", "GET", "login", "").outcome()).isEqualTo("200");
    HttpRequest request =
        device
            .request("GET", "account/whoami", null)
            .header("X-Forwarded-For", "192.0.2.2, 10.0.0.1")
            .build();
    assertThat(Http.send(request).join().outcome()).isEqualTo("200");
  }

  @Test
  @DisplayName("R3: is not got around by what a client itself writes into X-Forwarded-For")
  void forgedAddressIsNotBelieved() {
    exhaust("192.0.2.4, 10.0.0.1");

    for (int i = 0; i < 3; i++) {
      assertThat(from("198.51.100." + i + ", 192.0.2.4, 10.0.0.1", "GET", "login", "").outcome())
          .isEqualTo("429 M_LIMIT_EXCEEDED");
    }
  }

  @Test
  @DisplayName("R3: is one for a whole IPv6 network, also where a proxy writes a port behind it")
  void ipv6NetworkIsOne() {
    exhaust("2001:db8:0:1::1, 10.0.0.1");

    assertThat(from("[2001:db8:0:1:2::2]:4711, 10.0.0.1", "GET", "login", "").outcome())
        .isEqualTo("429 M_LIMIT_EXCEEDED");
    assertThat(from("2001:db8:0:2::1, 10.0.0.1", "GET", "login", "").outcome()).isEqualTo("200");
  }

  @Test
  @DisplayName("R3: is the connection's own where the header is absent, too short or no address")
  void withoutHeaderTheConnectionCounts() {
    exhaust("192.0.2.5");

    assertThat(from("not an address, 10.0.0.1", "GET", "login", "").outcome())
        .isEqualTo("429 M_LIMIT_EXCEEDED");
    assertThat(from("999.1.1.1, 10.0.0.1", "GET", "login", "").outcome())
        .isEqualTo("429 M_LIMIT_EXCEEDED");
    assertThat(anonymous.get("login").outcome()).isEqualTo("429 M_LIMIT_EXCEEDED");
  }

  private static String registration(String name) {
    return "{\"username\":\"%s\",\"password\":\"p\",\"auth\":{\"type\":\"m.login.dummy\"}}"
        .formatted(name);
  }

  private void exhaust(String forwardedFor) {
    for (int i = 0; i < 10 * BURST; i++) {
      if (from(forwardedFor, "GET", "login", "").status() == 429) {
        return;
      }
    }
    throw new AssertionError("no request was refused");
  }

  private Answer from(String forwardedFor, String method, String path, String body) {
    HttpRequest request =
        anonymous
            .request(
                method,
                path,
                body.isEmpty() ? null : body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .header("X-Forwarded-For", forwardedFor)
            .build();
    return Http.send(request).join();
  }
}
