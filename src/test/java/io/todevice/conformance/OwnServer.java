package io.todevice.conformance;

import io.todevice.config.LimitsConfig;
import io.todevice.config.ListenConfig;
import io.todevice.config.RateLimits;
import io.todevice.config.ServerConfig;
import io.todevice.conformance.run.Settings;
import io.todevice.http.gateway.ExchangeObserver;
import io.todevice.server.Embedding;
import io.todevice.server.TodeviceServer;
import io.todevice.service.password.PasswordCost;
import io.todevice.spec.model.SpecificationDocument;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;

/** The server of this project, for the kit to test. */
public final class OwnServer {

  /** The kit registers hundreds of users, whose passwords nobody steals. */
  private static final PasswordCost CHEAP = new PasswordCost(8, 1);

  private OwnServer() {}

  /** A server on a port of its own that limits no rates. */
  public static TodeviceServer start() throws IOException {
    return start(RateLimits.OFF);
  }

  /** A server on a port of its own. */
  public static TodeviceServer start(RateLimits rates) throws IOException {
    return start(rates, ExchangeObserver.NONE);
  }

  /** A server on a port of its own whose exchanges are observed. */
  public static TodeviceServer start(RateLimits rates, ExchangeObserver observer)
      throws IOException {
    return TodeviceServer.start(
        ServerConfig.defaults()
            .withListen(new ListenConfig("127.0.0.1", 0))
            .withLimits(LimitsConfig.forThisMachine().withRates(rates)),
        Embedding.NONE.withObserver(observer).withTime(InstantSource.system(), CHEAP));
  }

  /** How it is tested. */
  public static Settings settings(String baseUrl) {
    return Settings.of(URI.create(baseUrl), SpecificationDocument.getTree()).withParallel(8);
  }
}
