package io.todevice.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.config.LimitsConfig;
import io.todevice.config.ListenConfig;
import io.todevice.config.RateLimits;
import io.todevice.config.RequestLimits;
import io.todevice.config.ServerConfig;
import io.todevice.http.gateway.RawConnection;
import io.todevice.http.gateway.RawConnection.Reply;
import io.todevice.server.TodeviceServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * A server with the default sizes and short times, and its {@link Neighbour}, who has to be served
 * before, during and after each test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbuseFixture {

  TodeviceServer server;
  Neighbour neighbour;

  @BeforeAll
  void start() throws IOException {
    LimitsConfig defaults = LimitsConfig.forThisMachine().withRates(RateLimits.OFF);
    LimitsConfig limits =
        new LimitsConfig(
            requestLimits(),
            defaults.rates(),
            defaults.maxSyncTimeout(),
            defaults.maxSyncBytes(),
            defaults.passwordWorkers(),
            defaults.transactions(),
            defaults.inboxes(),
            defaults.accounts());
    server =
        TodeviceServer.start(
            ServerConfig.defaults()
                .withListen(new ListenConfig("127.0.0.1", 0))
                .withFixedTokens(Users.tokens())
                .withLimits(limits));
    neighbour = new Neighbour(server.address().getPort());
  }

  RequestLimits requestLimits() {
    return RequestLimits.DEFAULT;
  }

  /** Times that a test can wait for. */
  static RequestLimits shortTimes(int maxRequestBytes) {
    return new RequestLimits(
        maxRequestBytes,
        64 << 10,
        32 << 10,
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(2));
  }

  @AfterEach
  void neighbourIsServed() {
    neighbour.isServed();
    assertThat(server.counters().inboxes().droppedInAll()).isZero();
  }

  @AfterAll
  void stop() {
    neighbour.close();
    server.close();
  }

  RawConnection connect() {
    return new RawConnection(server.address().getPort());
  }

  /** The answer to one request on a connection of its own. */
  Reply ask(String request) {
    try (RawConnection connection = connect()) {
      return connection.send(request, "").read();
    }
  }

  /** What waits for the victim. */
  String inbox() {
    return ask(Requests.get("victim", "/sync")).body();
  }
}
