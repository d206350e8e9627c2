package io.todevice.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.todevice.cli.CommandRun;
import io.todevice.cli.OwnCertificate;
import io.todevice.conformance.Conformance;
import io.todevice.conformance.OwnServer;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.server.TodeviceServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Where a server is")
@Timeout(60)
class ReachTest {

  private static final String VERSIONS = "no Matrix server: GET /_matrix/client/versions: ";

  @TempDir private Path directory;

  @ParameterizedTest
  @DisplayName("is read as people write it")
  @CsvSource({
    "http://127.0.0.1:8008,                   http://127.0.0.1:8008,   false",
    "https://Matrix.example.org/,             https://Matrix.example.org, false",
    "http://[::1]:8008//,                     http://[::1]:8008,       false",
    "localhost:8008,                          http://localhost:8008,   false",
    "127.0.0.1,                               http://127.0.0.1,        false",
    "[::1]:8008,                              http://[::1]:8008,       false",
    "homeserver:8008,                         http://homeserver:8008,  false",
    "example.org,                             https://example.org,     true",
    "example.org:8448,                        https://example.org:8448, true",
    "example.org/matrix,                      https://example.org/matrix, false",
    "http://a:1/_matrix/client/v3/sync,       http://a:1,              false",
    "http://a:1/proxy/_matrix,                http://a:1/proxy,        false",
    "https://a/proxy/,                        https://a/proxy,         false"
  })
  void address(String text, String base, boolean isServerName) {
    assertThat(TargetAddress.parse(text))
        .isEqualTo(new TargetAddress(URI.create(base), isServerName));
  }

  private static CommandRun run(String target, String... options) {
    return CommandRun.withoutServer(
        Stream.concat(
                Stream.of("conformance", "--only=R4.versions", "--target", target),
                Stream.of(options))
            .toArray(String[]::new));
  }

  private static HttpServer serve(HttpHandler handler) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", handler);
    server.start();
    return server;
  }

  private static HttpHandler answering(int status, String header, String value, String body) {
    return exchange -> {
      try (exchange) {
        exchange.getResponseHeaders().add(header, value);
        exchange.sendResponseHeaders(status, 0);
        exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  private static String errorOf(HttpHandler handler, String path) throws IOException {
    HttpServer server = serve(handler);
    try {
      String target = "http://127.0.0.1:" + server.getAddress().getPort();
      CommandRun run = run(target + path);
      assertThat(run.exitCode()).isEqualTo(1);
      return run.err().strip().replace(target, "TARGET");
    } finally {
      server.stop(0);
    }
  }

  @Test
  @DisplayName("is said not to be there where it answers with something else")
  void otherAnswers() throws IOException {
    assertThat(errorOf(answering(200, "Content-Type", "text/html", "<p>"), ""))
        .isEqualTo("TARGET: " + VERSIONS + "200 with a page of HTML");
    assertThat(errorOf(answering(301, "Location", "https://example.org/", ""), ""))
        .isEqualTo("TARGET: " + VERSIONS + "301 to https://example.org/");
    assertThat(errorOf(answering(404, "X", "y", "{}"), "/path"))
        .isEqualTo("TARGET/path: " + VERSIONS + "404 (is the path /path right?)");
    assertThat(errorOf(answering(400, "X", "y", "Client sent HTTP to an HTTPS server"), ""))
        .isEqualTo("TARGET: " + VERSIONS + "400 (try https://)");
    assertThat(
            errorOf(
                exchange -> {
                  boolean isWellKnown = exchange.getRequestURI().getPath().startsWith("/.well");
                  String known = "{\"m.homeserver\":{\"base_url\":\"https://m.example.org/\"}}";
                  answering(isWellKnown ? 200 : 404, "X", "y", isWellKnown ? known : "")
                      .handle(exchange);
                },
                ""))
        .isEqualTo("TARGET: " + VERSIONS + "404 (its .well-known names https://m.example.org)");
  }

  @Test
  @DisplayName("is said not to exist where its name does not")
  void noSuchHost() {
    CommandRun run = run("http://no-such-host.invalid");

    assertThat(run.err().strip()).isEqualTo("http://no-such-host.invalid: no such host");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  @DisplayName("is asked of a server of which only the name is known")
  void wellKnown() throws Exception {
    try (TodeviceServer server = OwnServer.start()) {
      String known = "{\"m.homeserver\":{\"base_url\":\"%s/\"}}".formatted(server.baseUrl());
      HttpServer name = serve(answering(200, "Content-Type", "application/json", known));
      try {
        Settings settings =
            OwnServer.settings("http://127.0.0.1:" + name.getAddress().getPort())
                .withServerName(true)
                .withSelection(info -> info.id().value().equals("R4.versions"));

        ConformanceReport report = Conformance.run(settings, RunListener.NONE);

        assertThat(report.target()).isEqualTo(server.baseUrl());
        assertThat(report.findWorst()).isEmpty();
      } finally {
        name.stop(0);
      }
    }
  }

  @Test
  @DisplayName("may be behind a path")
  void behindPath() throws Exception {
    List<String> paths = new java.util.concurrent.CopyOnWriteArrayList<>();
    HttpServer server =
        serve(
            exchange -> {
              paths.add(exchange.getRequestURI().getPath());
              answering(200, "X", "y", "{\"versions\":[\"v1.8\"]}").handle(exchange);
            });
    try {
      var unused = run("http://127.0.0.1:" + server.getAddress().getPort() + "/proxy/");

      assertThat(paths)
          .contains("/proxy/_matrix/client/versions", "/proxy/_matrix/client/v3/register");
    } finally {
      server.stop(0);
    }
  }

  @Test
  @DisplayName("is waited for while the server starts")
  void waits() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    ExecutorService later = Executors.newSingleThreadExecutor();
    try (TodeviceServer server = OwnServer.start()) {
      var started =
          later.submit(
              () -> {
                TimeUnit.MILLISECONDS.sleep(700);
                HttpServer redirecting =
                    HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
                redirecting.createContext("/", answering(301, "Location", server.baseUrl(), ""));
                redirecting.start();
                return redirecting;
              });

      CommandRun run = run("127.0.0.1:" + port, "--wait=20");

      assertThat(run.err()).contains("301 to " + server.baseUrl());
      started.get().stop(0);
    } finally {
      later.shutdownNow();
    }
  }

  @Test
  @DisplayName("is not trusted with a certificate that nobody trusts, unless it is told to be")
  void tls() throws Exception {
    OwnCertificate own = OwnCertificate.create(directory);
    HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(own.context()));
    server.createContext("/", answering(404, "X", "y", "{}"));
    server.start();
    try {
      String target = "https://localhost:" + server.getAddress().getPort();
      String other = target.replace("localhost", "127.0.0.1");

      assertThat(run(target).err()).contains(": its certificate is not trusted (--ca FILE");
      assertThat(run(target, "--ca=" + own.pem()).err()).contains(VERSIONS + "404");
      assertThat(run(other, "--ca=" + own.pem()).err())
          .contains(": its certificate is for another name, or invalid (--insecure");
      assertThat(run(other, "--insecure").err()).contains(VERSIONS + "404");
    } finally {
      server.stop(0);
    }
  }
}
