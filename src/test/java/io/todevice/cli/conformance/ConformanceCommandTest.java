package io.todevice.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.todevice.cli.CommandRun;
import io.todevice.conformance.Conformance;
import io.todevice.conformance.GivenUser;
import io.todevice.conformance.OwnServer;
import io.todevice.conformance.StricterDocument;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.server.TodeviceServer;
import io.todevice.spec.SpecificationDocument;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The command conformance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class ConformanceCommandTest {

  private static final String RANDOM = "S3.not-kept-for-later-device";

  private TodeviceServer server;
  @TempDir private Path directory;

  @BeforeAll
  void start() throws IOException {
    server = OwnServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private CommandRun run(String... options) {
    return CommandRun.withoutServer(
        Stream.concat(
                Stream.of("conformance", "--target", server.baseUrl() + "/"), Stream.of(options))
            .toArray(String[]::new));
  }

  /** Runs it, and reads the report. */
  private JsonNode json(String... options) throws IOException {
    Path file = directory.resolve("report.json");
    Files.deleteIfExists(file);
    run(
        Stream.concat(Stream.of(options), Stream.of("--json", file.toString()))
            .toArray(String[]::new));
    return new JsonMapper().readTree(file.toFile());
  }

  private static List<String> ids(Predicate<CaseInfo> which) {
    return Conformance.listCases(SpecificationDocument.getTree()).stream()
        .filter(which)
        .map(info -> info.id().value())
        .toList();
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  @Test
  @DisplayName("ends with 0 when nothing fails, and says what it came to")
  void nothingFails() {
    CommandRun run = run("--only", "S1", "--seed", "7");

    assertThat(run.out())
        .contains("has:      registration", "No case failed.", server.baseUrl() + " in", "seed 7.")
        .doesNotContain("   ok    S1");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  @DisplayName("shows what passes when it is told to")
  void verbose() {
    assertThat(run("--only", "R4.versions", "--verbose").out()).contains("   ok    R4.versions");
  }

  @Test
  @DisplayName(
      "runs the cases, the clauses and the groups of clauses that are wanted, and no others")
  void only() throws IOException {
    assertThat(json("--only", "S1, R4.versions", "--only", "T3").findValuesAsText("id"))
        .containsExactlyElementsOf(
            ids(
                info ->
                    List.of("S1", "T3").contains(info.clause())
                        || info.id().value().equals("R4.versions")));
    assertThat(json("--only", "T").findValuesAsText("id"))
        .containsExactlyElementsOf(ids(info -> info.clause().matches("T\\d")));
  }

  @Test
  @DisplayName("lists every case, and looks for no server")
  void list() {
    CommandRun run = CommandRun.withoutServer("conformance", "--list");

    assertThat(run.out().lines().map(line -> line.split(" ", 2)[0]))
        .containsExactlyElementsOf(ids(info -> true));
    assertThat(run.out())
        .contains("S3.not-kept-for-later-device  SHOULD  a message to a device that is not there");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  @DisplayName("does the same with the same seed")
  void seed() throws IOException {
    String one = later(json("--only", RANDOM, "--seed", "1"));

    assertThat(later(json("--only", RANDOM, "--seed", "1"))).isEqualTo(one);
    assertThat(later(json("--only", RANDOM, "--seed", "2"))).isNotEqualTo(one);
  }

  private static String later(JsonNode report) {
    String text = report.toString();
    int start = text.indexOf("LATER");
    assertThat(start).isPositive();
    return text.substring(start, text.indexOf('\\', start));
  }

  @Test
  @DisplayName("takes what is declared for true")
  void capability() throws IOException {
    JsonNode report = json("--only", "S9", "--capability", "r0-paths=no,logout-all=no");

    assertThat(outcome(report, "S9.r0-path")).isEqualTo("skipped");
    assertThat(report.path("capabilities"))
        .filteredOn(finding -> finding.path("declared").asBoolean())
        .extracting(finding -> finding.path("capability").asText())
        .containsExactlyInAnyOrder("r0-paths", "logout-all");
  }

  @Test
  @DisplayName("acts as users with passwords")
  void passwords() throws Exception {
    GivenUser alice = GivenUser.register(server.baseUrl(), "alice", "rabbit \"hole\"");
    GivenUser bob = GivenUser.register(server.baseUrl(), "bob", "hat shop");
    Path users =
        file(
            "users.yaml",
            "users: [{user: alice, password: 'rabbit \"hole\"'}, {user: '%s', password: hat shop}]"
                .formatted(bob.userId()));

    JsonNode report = json("--only", "S1,S2", "--users", users.toString());

    assertThat(report.path("counts").path("failed").asInt()).isZero();
    assertThat(report.path("counts").path("passed").asInt()).isPositive();
    assertThat(report.toString()).contains(alice.userId()).doesNotContain("rabbit", "hat shop");
    assertThat(alice.isLoggedIn() && bob.isLoggedIn()).isTrue();
  }

  @Test
  @DisplayName("acts as devices with tokens, and skips what would end their sessions")
  void tokens() throws Exception {
    GivenUser carol = GivenUser.register(server.baseUrl(), "carol", "a");
    GivenUser dave = GivenUser.register(server.baseUrl(), "dave", "b");
    Path users =
        file(
            "tokens.yaml",
            "tokens: [{token: %s, note: passed over}, {token: %s}]"
                .formatted(carol.accessToken(), dave.accessToken()));

    JsonNode report = json("--only", "S1,A5", "--users", users.toString());

    assertThat(report.path("counts").path("failed").asInt()).isZero();
    assertThat(outcome(report, "A5.logout")).isEqualTo("skipped");
    assertThat(report.path("counts").path("passed").asInt()).isPositive();
    assertThat(carol.isLoggedIn() && dave.isLoggedIn()).isTrue();
  }

  @Test
  @DisplayName("ends with 1 when a given user cannot log in, and names the user only")
  void wrongPassword() throws Exception {
    GivenUser erin = GivenUser.register(server.baseUrl(), "erin", "right");
    Path users =
        file(
            "wrong.yaml",
            "users: [{user: erin, password: wrongone}, {user: erin, password: wrongone}]");

    CommandRun run = run("--users", users.toString());

    assertThat(run.err().strip()).isEqualTo(server.baseUrl() + ": the server does not log erin in");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(erin.isLoggedIn()).isTrue();
  }

  @Test
  @DisplayName("ends with 3 when a case fails that the specification demands")
  void demanded() throws IOException {
    Path document = file("document.json", StricterDocument.get().toString());

    CommandRun run = run("--only", "R4.versions,API", "--document", document.toString());

    assertThat(run.out())
        .contains(
            "FAILED   " + StricterDocument.FAILS, "all ", "of what the specification demands.");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  @DisplayName("ends with 0 when only what is known to fail fails, and says why it is known")
  void known() throws IOException {
    Path document = file("document.json", StricterDocument.get().toString());
    Path known =
        file("known.yaml", "[{id: %s, reason: No moon.}]".formatted(StricterDocument.FAILS));

    CommandRun run =
        run(
            "--only",
            "R4.versions," + StricterDocument.FAILS,
            "--document",
            document.toString(),
            "--known-failures",
            known.toString());

    assertThat(run.out()).contains("known    " + StricterDocument.FAILS, "No moon.");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  @DisplayName("ends with 4 when something passes that is known to fail, and names unknown cases")
  void unexpectedPass() throws IOException {
    Path known =
        file("known.yaml", "[{id: R4.versions, reason: Old.}, {id: S1.gone, reason: Older.}]");

    CommandRun run = run("--only", "R4.versions", "--known-failures", known.toString());

    assertThat(run.out())
        .contains("PASSES   R4.versions", "The known failure S1.gone is no case of the kit.");
    assertThat(run.exitCode()).isEqualTo(4);
  }

  @Test
  @DisplayName("ends with 1 when there is no server")
  void noServer() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String target = "http://127.0.0.1:" + port;

    CommandRun run = CommandRun.withoutServer("conformance", "--target", target);

    assertThat(run.err().strip()).isEqualTo(target + ": the server was not reached");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  @DisplayName("ends with 1 when the server is no Matrix server")
  void noMatrix() throws IOException {
    HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    other.start();
    try {
      String target = "http://127.0.0.1:" + other.getAddress().getPort();

      CommandRun run = CommandRun.withoutServer("conformance", "--target", target);

      assertThat(run.err().strip())
          .isEqualTo(target + ": no Matrix server: GET /_matrix/client/versions: 404");
      assertThat(run.exitCode()).isEqualTo(1);
    } finally {
      other.stop(0);
    }
  }

  @Test
  @DisplayName("writes every report, and ends with 1 when one cannot be written")
  void reports() {
    Path html = directory.resolve("report.html");
    Path markdown = directory.resolve("report.md");
    Path nowhere = directory.resolve("nowhere").resolve("report.xml");

    CommandRun run =
        run(
            "--only",
            "R4.versions",
            "--junit",
            nowhere.toString(),
            "--html",
            html.toString(),
            "--markdown",
            markdown.toString());

    assertThat(html).content().contains("R4.versions");
    assertThat(markdown).content().contains("R4.versions");
    assertThat(run.err().strip()).isEqualTo(nowhere + ": cannot be written");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  private static String outcome(JsonNode report, String id) {
    for (JsonNode each : report.path("cases")) {
      if (each.path("id").asText().equals(id)) {
        return each.path("outcome").asText();
      }
    }
    return "not run";
  }
}
