package io.todevice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The finished jar in strict mode")
@Timeout(120)
class StrictJarIT {

  private static final Pattern FIRST_LINE =
      Pattern.compile("listening on (http://\\S+) \\(.*, strict (http://127\\.0\\.0\\.1:\\d+/)\\)");

  @Test
  @DisplayName("tells what a client did wrong while it runs, and when it is told to end")
  void tells(@TempDir Path directory) throws Exception {
    Path report = directory.resolve("report.json");
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("server.jar", "server.jar is not set"),
                "--port=0",
                "--strict",
                "--admin-port=0",
                "--strict-report=" + report)
            .redirectError(directory.resolve("err").toFile())
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      Matcher places = FIRST_LINE.matcher(String.valueOf(out.readLine()));
      assertThat(places.matches()).isTrue();
      get(places.group(1) + "/_matrix/client/v3/devices");
      assertThat(get(places.group(2))).startsWith("<!DOCTYPE html>");

      // Not Process.destroy, which closes what the server still writes to.
      assertThat(server.toHandle().destroy()).isTrue();
      assertThat(out.lines())
          .contains(
              "strict: 1 request looked at: 1 MUST, 0 SHOULD, 0 NOTICE",
              "MUST   missing-token, once: getDevices, (no device)");
      assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(Files.readString(report)).contains("\"missing-token\"");
      assertThat(Files.readString(directory.resolve("err")))
          .contains("StrictRecorder - MUST missing-token (no device) getDevices: ");
    } finally {
      server.destroyForcibly();
    }
  }

  private static String get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
        .body();
  }
}
