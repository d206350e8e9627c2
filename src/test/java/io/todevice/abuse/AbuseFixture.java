package io.todevice.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.config.ServerConfig;
import io.todevice.config.TestConfig;
import io.todevice.http.exchange.RawConnection;
import io.todevice.http.exchange.RawConnection.Reply;
import io.todevice.server.TodeviceServer;
import io.todevice.settings.RequestLimits;
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
    server = TodeviceServer.start(config().withFixedTokens(Users.tokens()));
    neighbour = new Neighbour(server.address().getPort());
  }

  ServerConfig config() {
    return TestConfig.withoutRates();
  }

  /** Times that a test can wait for. */
  static ServerConfig withShortTimes() {
    return TestConfig.withoutRates()
        .with(RequestLimits.BODY_STALL_TIMEOUT, Duration.ofSeconds(1))
        .with(RequestLimits.BODY_TIMEOUT, Duration.ofSeconds(3))
        .with(RequestLimits.IDLE_TIMEOUT, Duration.ofSeconds(2));
  }

  @AfterEach
  void neighbourIsServed() {
    neighbour.isServed();
    assertThat(server.counters().store().droppedInAll()).isZero();
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
