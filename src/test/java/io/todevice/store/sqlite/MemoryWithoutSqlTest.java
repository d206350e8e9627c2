package io.todevice.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that keeps everything in memory pays nothing for the stores that it does not use. */
class MemoryWithoutSqlTest {

  @TempDir Path directory;

  @Test
  @DisplayName("With --store memory no class of a database is loaded")
  void nothingOfSqlIsLoaded() throws IOException {
    Path classes = directory.resolve("classes");
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + classes,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.todevice.Main",
                "serve",
                "--port",
                "0")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).contains("listening on");
    } finally {
      server.destroyForcibly();
    }

    try (Stream<String> lines = Files.lines(classes)) {
      List<String> loaded = lines.toList();
      assertThat(loaded)
          .noneMatch(line -> line.contains(" io.todevice.store.sql"))
          .noneMatch(line -> line.contains(" org.sqlite.") || line.contains(" org.postgresql."))
          .noneMatch(line -> line.contains(" org.flywaydb."));
    }
  }
}
