package io.todevice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.todevice.testing.Requests;
import io.todevice.testing.Session;
import io.todevice.testing.TestClient;
import io.todevice.testing.Todevice;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The command faults")
class FaultsCommandTest {

  private static final Pattern FIRST_LINE =
      Pattern.compile(
          "listening on (http://127\\.0\\.0\\.1:\\d+) \\(before (\\S+), rules (\\d+)"
              + "(?:, admin (http://127\\.0\\.0\\.1:\\d+/faults))?\\)\\R");

  private final Todevice homeserver = Todevice.start();
  private final Session alice = homeserver.user("alice");
  private final Session bob = homeserver.user("bob");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Thread> hooks = new CopyOnWriteArrayList<>();
  private CompletableFuture<Integer> exitCode = CompletableFuture.completedFuture(0);

  @TempDir Path directory;

  @AfterEach
  void stop() throws InterruptedException {
    endProcess();
    homeserver.close();
  }

  /** Runs the hooks of the end of a process, each once. */
  private void endProcess() throws InterruptedException {
    while (!hooks.isEmpty()) {
      Thread hook = hooks.remove(0);
      hook.start();
      hook.join();
    }
  }

  private Matcher start(String... options) {
    return startBefore(homeserver.baseUrl().toString(), options);
  }

  private Matcher startBefore(String target, String... options) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("faults", "--target", target, "--listen", "127.0.0.1:0"));
    args.addAll(List.of(options));
    exitCode =
        CompletableFuture.supplyAsync(
            () ->
                new ServerCommandLine(
                        config -> {
                          throw new AssertionError("a server was started");
                        },
                        hooks::add,
                        Map.of())
                    .printingTo(new PrintWriter(out), new PrintWriter(err))
                    .run(args.toArray(String[]::new)));
    Matcher first = FIRST_LINE.matcher("");
    await().until(() -> first.reset(out.toString()).lookingAt());
    return first;
  }

  private String file(String name, String text) throws Exception {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private static TestClient through(String proxy, Session session) {
    return new TestClient(URI.create(proxy), session.accessToken());
  }

  @Test
  @DisplayName("makes a homeserver wrong by a script, keeps waiting syncs, and ends when told to")
  void script() throws Exception {
    String script =
        file(
            "rules.yaml",
            """
            - {effect: unavailable, operation: sync, user: "%s", times: 1}
            - {effect: delivered-twice, operation: sync}
            """
                .formatted(alice.userId()));
    Matcher first = start("--script", script);
    assertThat(first.group(2)).isEqualTo(homeserver.baseUrl().toString());
    assertThat(first.group(3)).isEqualTo("2");
    TestClient aliceClient = through(first.group(1), alice);
    TestClient bobClient = through(first.group(1), bob);

    HttpResponse<String> start = bobClient.sync("");
    assertThat(start.statusCode()).isEqualTo(200);
    assertThat(aliceClient.sync("").statusCode()).isEqualTo(503);
    assertThat(aliceClient.sync("").statusCode()).isEqualTo(200);
    CompletableFuture<HttpResponse<String>> waiting =
        bobClient.syncLater("timeout=60000&since=" + TestClient.nextBatch(start));
    await().until(() -> homeserver.waitingSyncs() == 1);
    aliceClient.send("org.example.a", "1", bob.userId(), "*", "{\"n\":1}");
    assertThat(waiting.join().body().split("\"n\":1", -1)).hasSize(3);

    endProcess();
    assertThat(exitCode.join()).isZero();
    assertThat(out.toString())
        .contains("rule 1, unavailable: matched 1, happened 1")
        .contains("rule 2, delivered-twice: matched 3, happened 1");
  }

  @Test
  @DisplayName("asks the homeserver once whom a token belongs to, and only for rules about users")
  void whoami() throws Exception {
    TestClient client =
        through(
            start("--script", file("a", "- {effect: unavailable, operation: getDevices}")).group(1),
            bob);
    client.sync("");
    assertThat(whoamis()).isZero();
    endProcess();
    exitCode.join();
    out.getBuffer().setLength(0);

    String rule = "- {effect: unavailable, operation: sync, user: '@alice:localhost'}";
    client = through(start("--script", file("b", rule)).group(1), bob);
    client.sync("");
    client.sync("");
    assertThat(whoamis()).isEqualTo(1);
  }

  private long whoamis() {
    return homeserver.exchanges(Requests.operation("getTokenOwner")).size();
  }

  @Test
  @DisplayName("takes rules at the admin port")
  void admin() throws Exception {
    Matcher first = start("--admin", "0", "--admin-token", file("token", "secret\n"));
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest add =
        HttpRequest.newBuilder(URI.create(first.group(4)))
            .header("Authorization", "Bearer secret")
            .POST(HttpRequest.BodyPublishers.ofString("[{\"effect\":\"bad-gateway\"}]"))
            .build();
    assertThat(client.send(add, HttpResponse.BodyHandlers.ofString()).body())
        .isEqualTo("{\"ids\":[1]}");
    assertThat(through(first.group(1), bob).sync("").statusCode()).isEqualTo(502);
  }

  @Test
  @DisplayName("trusts a certificate of one's own if it is told to, also when it asks for users")
  void tls() throws Exception {
    OwnCertificate own = OwnCertificate.create(directory);
    HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(own.context()));
    server.createContext(
        "/",
        exchange -> {
          byte[] owner = "{\"user_id\":\"@alice:localhost\",\"device_id\":\"D\"}".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, owner.length);
          exchange.getResponseBody().write(owner);
          exchange.close();
        });
    server.start();
    try {
      String target = "https://localhost:" + server.getAddress().getPort();
      String script = file("rules", "[{effect: unavailable, user: '@alice:localhost', times: 1}]");
      CommandRun untrusted =
          CommandRun.withoutServer("faults", "--target", target, "--script", script);
      assertThat(untrusted.exitCode()).isEqualTo(1);
      assertThat(untrusted.err())
          .isEqualToIgnoringNewLines(
              "--target: cannot reach "
                  + target
                  + ": its certificate is not trusted (--ca FILE trusts the authority of a file,"
                  + " --insecure trusts any)");

      String plain = target.replace("https", "http");
      CommandRun withoutTls =
          CommandRun.withoutServer("faults", "--target", plain, "--script", script);
      assertThat(withoutTls.exitCode()).isEqualTo(1);
      assertThat(withoutTls.err())
          .isEqualToIgnoringNewLines(
              "--target: cannot reach " + plain + ": it speaks TLS: try https://");

      String ca = own.pem().toString();
      TestClient client =
          through(startBefore(target, "--script", script, "--ca", ca).group(1), alice);
      assertThat(client.sync("").statusCode()).isEqualTo(503);
      assertThat(client.sync("").statusCode()).isEqualTo(200);
      assertThat(err.toString()).isEmpty();
      endProcess();
      exitCode.join();
      out.getBuffer().setLength(0);

      String otherName = target.replace("localhost", "127.0.0.1");
      client = through(startBefore(otherName, "--script", script, "--insecure").group(1), alice);
      assertThat(client.sync("").statusCode()).isEqualTo(503);
      assertThat(client.sync("").statusCode()).isEqualTo(200);
      assertThat(err.toString())
          .isEqualToIgnoringNewLines(
              "warning: --insecure: the target's certificate is not checked");
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|--target: is missing",
        "--target ftp://a|--target: must be an http or https URL without a path, not 'ftp://a'",
        "--target http://a/b|--target: must be an http or https URL without a path, not"
            + " 'http://a/b'",
        "--target http://a|give --script, or --admin to add rules later",
        "--target http://a --admin 1|give both --admin and --admin-token, or neither",
        "--target http://a --ca a.pem|--ca: means something only with an https --target",
        "--target http://a --insecure|--insecure: means something only with an https --target",
        "--target https://a --ca missing.pem|missing.pem: cannot be read",
        "--target http://a --listen 8010|--listen: must be HOST:PORT, not '8010'",
        "--target http://a --script missing.yaml|missing.yaml: no such file",
      })
  @DisplayName("refuses options that it cannot use in one line")
  void options(String given, String message) {
    String[] args = ("faults " + (given == null ? "" : given)).strip().split(" ");
    CommandRun run = CommandRun.withoutServer(args);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines().findFirst()).hasValue(message);
    assertThat(run.out()).isEmpty();
  }

  @Test
  @DisplayName("has options of serve beside it, which need each other")
  void served() throws Exception {
    assertThat(CommandRun.withoutServer("serve", "--faults").err().lines().findFirst())
        .hasValue("faults: needs --faults-token, a file with the token that adds rules");
    String token = file("token", "secret");
    assertThat(CommandRun.withoutServer("serve", "--faults-token", token).err().lines().findFirst())
        .hasValue("--faults-token: means something only with --faults");
    CommandRun check =
        CommandRun.withoutServer("serve", "--faults", "--faults-token", token, "--check");
    assertThat(check.exitCode()).isZero();
  }

  @Test
  @DisplayName("says where a script has an error, and what cannot be reached or had")
  void failures() throws Exception {
    String good = file("good.yaml", "[{effect: unavailable}]");
    String bad = file("bad.yaml", "- effect: unavailable\n  operation: snyc");
    String target = homeserver.baseUrl().toString();
    CommandRun script = CommandRun.withoutServer("faults", "--target", target, "--script", bad);
    assertThat(script.exitCode()).isEqualTo(2);
    assertThat(script.err().lines().findFirst())
        .hasValue(
            bad
                + ":2:3: /0/operation: can never match: there is no operation 'snyc'; did you mean"
                + " sync?");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = "127.0.0.1:" + taken.getLocalPort();
      CommandRun listen =
          CommandRun.withoutServer(
              "faults", "--target", target, "--script", good, "--listen", port);
      assertThat(listen.exitCode()).isEqualTo(1);
      assertThat(listen.err())
          .isEqualToIgnoringNewLines("--listen: cannot listen on " + port + ": the port is in use");
      taken.close();
      CommandRun gone =
          CommandRun.withoutServer("faults", "--target", "http://" + port, "--script", good);
      assertThat(gone.exitCode()).isEqualTo(1);
      assertThat(gone.err())
          .isEqualToIgnoringNewLines(
              "--target: cannot reach http://" + port + ": connection refused");
    }
  }
}
