package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.todevice.Main;
import io.todevice.http.exchange.Bindings;
import io.todevice.http.exchange.DirectRoad;
import io.todevice.http.json.JsonMappers;
import io.todevice.http.json.JsonReader;
import io.todevice.http.json.JsonWriter;
import io.todevice.spec.model.SpecificationDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Every served operation")
class DirectRoadTest {

  private final Path log;

  DirectRoadTest(@TempDir Path directory) {
    log = directory.resolve("classes.txt");
  }

  @Test
  @DisplayName("is called without JAX-RS: its classes are not even loaded")
  void direct() throws Exception {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "serve",
                "--port",
                "0")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(server.inputReader().readLine()).contains("listening");
      String loaded = Files.readString(log);
      assertThat(loaded).contains("io.todevice.http.exchange.DirectRoad ");
      assertThat(loaded).doesNotContain("org.glassfish.jersey.server.ApplicationHandler ");
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  @DisplayName("without a binding keeps the server from starting")
  void missing() {
    var mapper = JsonMappers.create();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new DirectRoad(
                    SpecificationDocument.get().operations(),
                    new Bindings(List.of(), new JsonReader(mapper), new JsonWriter(mapper))))
        .withMessageContaining("nothing implements");
  }
}
