package io.todevice.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The jar")
class JarIT {

  @Test
  @DisplayName("starts, says what it serves, answers, and ends on SIGTERM (R6)")
  void startsAnswersAndEnds() throws Exception {
    Path jar = Path.of(System.getProperty("todevice.build.dir"), "todevice-server.jar");

    try (RunningJar server = RunningJar.start("-jar", jar.toString())) {
      assertThat(server.startLine())
          .contains("server name localhost", "store memory", "specification v1.8", "sha256:");
      assertThat(server.call("GET", "/_matrix/client/versions", "").statusCode()).isEqualTo(200);
      assertThat(server.call("GET", "/openapi.yaml", "").body()).startsWith("openapi: 3.1.0\n");
      assertThat(server.terminate()).isIn(0, 143);
    }
  }
}
