package io.todevice.server;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.todevice.cli.LogCapture;
import io.todevice.config.ConfigException;
import io.todevice.config.ServerConfig;
import io.todevice.config.TestConfig;
import io.todevice.settings.ServerSettings;
import io.todevice.strict.StrictRecorder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Strict mode")
class StrictModeTest {

  private static final String SEND = "sendToDevice/m.test/t1";

  private final Path directory;

  StrictModeTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  @DisplayName("changes no answer")
  void sameAnswers() throws IOException {
    List<String> without;
    List<String> with;
    try (TodeviceServer plain = TodeviceServer.start(plain())) {
      without = session(new Http(plain.baseUrl(), null));
    }
    try (TodeviceServer strict = TodeviceServer.start(strict(Optional.empty()))) {
      with = session(new Http(strict.baseUrl(), null));
      strict.close();
      assertThat(strict.closingReport()).contains("MUST", "token-in-query");
    }
    assertThat(with).containsExactlyElementsOf(without).hasSizeGreaterThan(15);
  }

  @Test
  @DisplayName("writes a report when the server stops, and has a summary for the terminal")
  void report() throws IOException {
    var unused = Files.writeString(directory.resolve("report.json"), "of the last run");
    for (String name : List.of("report.json", "report.md", "report.html")) {
      Path file = directory.resolve(name);
      TodeviceServer server = TodeviceServer.start(strict(Optional.of(file)));
      new Http(server.baseUrl(), null).get("devices");
      server.close();
      server.close();

      assertThat(Files.readString(file)).contains("missing-token", "getDevices");
      assertThat(server.closingReport())
          .startsWith("strict: 1 request looked at: 1 MUST, 0 SHOULD, 0 NOTICE\n")
          .contains("MUST   missing-token, once: getDevices, (no device)\n");
    }
    Path json = directory.resolve("report.json");
    assertThat(Files.readString(json)).startsWith("{");
    assertThat(Files.getPosixFilePermissions(json))
        .containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);
    assertThat(Files.readString(directory.resolve("report.md"))).startsWith("# ");
    assertThat(Files.readString(directory.resolve("report.html"))).startsWith("<!DOCTYPE html>");
  }

  @Test
  @DisplayName("does not start where the report can't be written")
  void unwritableReport() {
    Path file = directory.resolve("no/such/report.json");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> TodeviceServer.start(strict(Optional.of(file))).close())
        .withMessage("--strict-report " + file + ": cannot be written");
  }

  @Test
  @DisplayName("does not start where the admin port is taken, and leaves nothing behind")
  void takenPort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatExceptionOfType(ListenFailure.class)
          .isThrownBy(() -> TodeviceServer.start(strict(taken.getLocalPort())).close());
    }
  }

  @Test
  @DisplayName("gives its port back and reports nothing when the server can't start")
  void serverCannotStart() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    Path file = directory.resolve("report.json");
    ServerConfig unreachable =
        strict(port)
            .with(ServerSettings.STRICT_REPORT, file)
            .with(ServerSettings.BIND, "192.0.2.1");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> TodeviceServer.start(unreachable).close());
    try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(again.isBound()).isTrue();
    }
    assertThat(file).doesNotExist();
  }

  @Test
  @DisplayName("logs one line for a violation, without token and content")
  void log() {
    List<String> log =
        LogCapture.of(
            StrictRecorder.class,
            () -> {
              try (TodeviceServer server = TodeviceServer.start(strict(Optional.empty()))) {
                Http http = registered(new Http(server.baseUrl(), null));
                http.put(SEND, "{\"messages\":{\"@b:c\":{\"D\":\"tell-nobody\"}}}");
                http.put(SEND, "{\"messages\":{\"@b:c\":{\"D\":\"tell-nobody\"}}}");
                http.withToken(null).get("sync?access_token=" + http.token());
                http.withToken(null).get("sync&access_token=" + http.token());
                sendGarbage(server);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    assertThat(log)
        .contains(
            "WARN MUST body-schema @strict:localhost/D sendToDevice: string found, object expected"
                + " at /messages/@b:c/D (API Standards, clause S5)",
            "WARN SHOULD token-in-query @strict:localhost/D sync: the token stands in the query"
                + " instead of the header (Using access tokens, clause A2)",
            "WARN MUST malformed-request (no device) (not a request): The head is not valid"
                + " HTTP/1.1 (API Standards)",
            "WARN NOTICE unknown-operation (no device) GET /_matrix/client/v3/...: the document has"
                + " no such path (API Standards)")
        .doesNotHaveDuplicates()
        .noneMatch(line -> line.contains("tell-nobody") || line.contains("\n"));
    assertThat(String.join("\n", log)).doesNotContain("access_token=");
  }

  private static void sendGarbage(TodeviceServer server) throws IOException {
    try (Socket socket = new Socket(server.address().getHostString(), server.address().getPort())) {
      socket.getOutputStream().write("tell nobody\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().readAllBytes();
    }
  }

  private static ServerConfig plain() {
    return TestConfig.onFreePort();
  }

  private static ServerConfig strict(Optional<Path> report) {
    return report
        .map(file -> strict(0).with(ServerSettings.STRICT_REPORT, file))
        .orElseGet(() -> strict(0));
  }

  private static ServerConfig strict(int adminPort) {
    return plain().with(ServerSettings.STRICT, true).with(ServerSettings.ADMIN_PORT, adminPort);
  }

  private static Http registered(Http http) {
    Answer answer =
        http.post(
            "register",
            "{\"username\":\"strict\",\"password\":\"pass of"
                + " strict\",\"device_id\":\"D\",\"auth\":{\"type\":\"m.login.dummy\"}}");
    return http.withToken(answer.text("access_token"));
  }

  /** What a server answers to good and bad requests: everything of it that is not random. */
  private static List<String> session(Http anonymous) {
    Http http = registered(anonymous);
    List<String> answers = new ArrayList<>();
    record Call(Http by, String method, String path, @Nullable String body) {}
    String message = "{\"messages\":{\"@strict:localhost\":{\"*\":{\"n\":1.50}}}}";
    String since = http.get("sync").text("next_batch");
    for (Call call :
        List.of(
            new Call(anonymous, "GET", "/_matrix/client/versions", null),
            new Call(anonymous, "GET", "sync", null),
            new Call(anonymous, "POST", "register", "{\"username\":\"strict\"}"),
            new Call(http, "PUT", SEND, message),
            new Call(http, "PUT", SEND, message),
            new Call(http, "PUT", SEND, "{\"messages\":{}}"),
            new Call(http, "PUT", SEND + "x", "{\"messages\":[]}"),
            new Call(http, "PUT", SEND + "x", "{"),
            new Call(http, "PUT", SEND + "x", ""),
            new Call(http, "PUT", SEND + "x", "x".repeat(2 << 20)),
            new Call(http, "GET", "sync?since=" + since, null),
            new Call(http, "GET", "sync?timeout=x&since=" + since, null),
            new Call(http, "GET", "sync?timeout=20&since=" + since + "&more=1", null),
            new Call(anonymous, "GET", "sync?access_token=" + http.token(), null),
            new Call(http, "GET", "/_matrix/client/r0/sync", null),
            new Call(http, "POST", "sync", ""),
            new Call(http, "GET", "nowhere", null),
            new Call(http, "OPTIONS", "sync", null),
            new Call(http, "POST", "logout", null),
            new Call(http, "GET", "sync", null))) {
      Answer answer = call.by().call(call.method(), call.path(), call.body());
      answers.add(
          withoutRandom(
              call.method()
                  + " "
                  + answer.status()
                  + " "
                  + new TreeMap<>(answer.response().headers().map())
                  + " "
                  + answer.body()));
    }
    return answers;
  }

  private static String withoutRandom(String text) {
    String masked =
        text.replaceAll("s2_[0-9a-f]+_", "s2_x_")
            .replaceAll("date=\\[[^\\]]*\\]", "date")
            .replaceAll("\"session\":\"[^\"]*\"", "session");
    // What is random in a sync token has more or fewer digits.
    return masked.contains("s2_x_")
        ? masked.replaceAll("content-length=\\[\\d+\\]", "content-length")
        : masked;
  }
}
