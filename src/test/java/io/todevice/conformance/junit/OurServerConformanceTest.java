package io.todevice.conformance.junit;

import io.todevice.conformance.OwnServer;
import io.todevice.conformance.run.Settings;
import io.todevice.server.TodeviceServer;
import io.todevice.spec.model.SpecificationDocument;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

/** As a project writes it that has a server. */
@DisplayName("Our server")
class OurServerConformanceTest implements ConformanceTests {

  private static TodeviceServer server;

  @BeforeAll
  static void start() throws IOException {
    server = OwnServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  public Settings conformanceSettings() {
    return Settings.of(URI.create(server.baseUrl()), SpecificationDocument.getTree())
        .withSelection(info -> Set.of("S1", "R4").contains(info.clause()));
  }
}
