package io.todevice.conformance;

import io.todevice.config.LimitsConfig;
import io.todevice.config.ListenConfig;
import io.todevice.config.RateLimits;
import io.todevice.config.ServerConfig;
import io.todevice.conformance.run.Settings;
import io.todevice.server.TodeviceServer;
import io.todevice.spec.SpecificationDocument;
import java.io.IOException;
import java.net.URI;

/** The server of this project, for the kit to test. */
public final class OwnServer {

  private OwnServer() {}

  /** A server on a port of its own that limits no rates. */
  public static TodeviceServer start() throws IOException {
    return start(RateLimits.OFF);
  }

  /** A server on a port of its own. */
  public static TodeviceServer start(RateLimits rates) throws IOException {
    return TodeviceServer.start(
        ServerConfig.defaults()
            .withListen(new ListenConfig("127.0.0.1", 0))
            .withLimits(LimitsConfig.forThisMachine().withRates(rates)));
  }

  /** How it is tested. */
  public static Settings settings(String baseUrl) {
    return Settings.of(URI.create(baseUrl), SpecificationDocument.getTree()).withParallel(8);
  }
}
