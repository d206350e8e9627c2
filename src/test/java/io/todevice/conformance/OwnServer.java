package io.todevice.conformance;

import io.todevice.config.ServerConfig;
import io.todevice.config.TestConfig;
import io.todevice.conformance.run.Settings;
import io.todevice.http.exchange.ExchangeObserver;
import io.todevice.server.Embedding;
import io.todevice.server.TodeviceServer;
import io.todevice.settings.RequestLimits;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.StoreAddress;
import io.todevice.spec.model.SpecificationDocument;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;

/** The server of this project, for the kit to test. */
public final class OwnServer {

  private OwnServer() {}

  /** A server on a port of its own that limits no rates. */
  public static TodeviceServer start() throws IOException {
    return start(TestConfig.withoutRates());
  }

  /** The same that keeps everything in a file. */
  public static TodeviceServer start(StoreAddress store) throws IOException {
    return start(TestConfig.withoutRates().with(ServerSettings.STORE, store));
  }

  /** The same whose exchanges are observed. */
  public static TodeviceServer start(ExchangeObserver observer) throws IOException {
    return start(TestConfig.withoutRates(), observer);
  }

  /** The same that lets each device make so many requests at once. */
  public static TodeviceServer startLimited(int burst) throws IOException {
    return start(
        TestConfig.withoutRates()
            .with(RequestLimits.REQUESTS_PER_SECOND, 1)
            .with(RequestLimits.REQUEST_BURST, burst));
  }

  private static TodeviceServer start(ServerConfig config) throws IOException {
    return start(config, ExchangeObserver.NONE);
  }

  private static TodeviceServer start(ServerConfig config, ExchangeObserver observer)
      throws IOException {
    return TodeviceServer.start(
        config.with(ServerSettings.PUBLIC_BASE_URL, URI.create("https://matrix.example.org")),
        Embedding.NONE
            .withObserver(observer)
            .withTime(InstantSource.system(), TestConfig.CHEAP_PASSWORDS));
  }

  /** How it is tested. */
  public static Settings settings(String baseUrl) {
    return Settings.of(URI.create(baseUrl), SpecificationDocument.getTree()).withParallel(8);
  }
}
