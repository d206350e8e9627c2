package io.todevice.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.todevice.config.LimitsConfig;
import io.todevice.config.ListenConfig;
import io.todevice.config.RateLimits;
import io.todevice.config.ServerConfig;
import io.todevice.conformance.run.Settings;
import io.todevice.server.TodeviceServer;
import io.todevice.spec.SpecificationDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
    return Settings.of(URI.create(baseUrl), document()).withParallel(8);
  }

  /** The document that it was built with. */
  public static JsonNode document() {
    try (InputStream json = SpecificationDocument.class.getResourceAsStream("openapi.json")) {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
