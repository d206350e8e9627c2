package io.todevice.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.todevice.cli.CommandRun;
import io.todevice.conformance.StricterDocument;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("The command conformance")
@Tag("proof")
class ConformanceCommandTest extends ConformanceCommandFixture {

  private static final String RANDOM = "S3.not-kept-for-later-device";

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
    assertThat(
            json("--only", "K", "--exclude", "K1,K2,K3,K4,K5,K6,K7,K8,K9,K10,K11")
                .findValuesAsText("id"))
        .containsExactlyElementsOf(ids(info -> info.clause().equals("K12")));
  }

  @Test
  @DisplayName("runs what globs mean, without what is excluded, and of the severities wanted")
  void exclude() throws IOException {
    assertThat(json("--only", "R4.*", "--exclude", "R4.wh?ami").findValuesAsText("id"))
        .containsExactly("R4.versions", "R4.versions-agree-with-tokens");
    assertThat(json("--only=S6", "--severity=should").findValuesAsText("id"))
        .containsExactly("S6.chunked");
  }

  @Test
  @DisplayName("ends with 5 when no case could be run, and says why")
  void nothingRun() {
    CommandRun run = run("--only", "R3", "--verbose");

    assertThat(run.out())
        .contains(
            "No case was run.",
            "the server does not have: rate-limits (--capability rate-limits=yes where it has)");
    assertThat(run.exitCode()).isEqualTo(5);
  }

  @Test
  @DisplayName("says about how many users it will register, and which cases took longest")
  void numbers() {
    CommandRun run = run("--only", "R4.versions,R4.whoami");

    assertThat(run.out())
        .contains("2 cases, for which about 4 users are registered", "Slowest: R4.");
  }

  @Test
  @DisplayName("compares with an earlier run")
  void baseline() throws IOException {
    Path before =
        file(
            "before.json",
            """
            {"started": "2026-11-01T12:00:00Z", "cases": [
              {"id": "R4.versions", "severity": "MUST", "outcome": "failed",
               "url": "https://spec.matrix.org/latest/client-server-api/#a"},
              {"id": "API.getVersions.every-response", "severity": "MUST", "outcome": "passed",
               "url": "https://spec.matrix.org/latest/client-server-api/#b"}]}\
            """);
    Path document = file("document.json", StricterDocument.get().toString());

    CommandRun run =
        run(
            "--only=R4.versions,R4.whoami," + StricterDocument.FAILS,
            "--document=" + document,
            "--baseline=" + before);

    assertThat(run.out())
        .contains(
            "Since the run of 2026-11-01T12:00:00Z these fail that did not: "
                + StricterDocument.FAILS
                + ".",
            "Since the run of 2026-11-01T12:00:00Z these pass that failed: R4.versions.",
            "Since the run of 2026-11-01T12:00:00Z these were not run then: R4.whoami.");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  @DisplayName("writes what fails as a list of known failures, which expire")
  void writeKnownFailures() throws IOException {
    Path document = file("document.json", StricterDocument.get().toString());
    Path known = directory.resolve("written.yaml");
    String[] options = {"--only=R4.versions,API.getVersions.*", "--document=" + document};

    CommandRun written =
        run(
            Stream.concat(Stream.of(options), Stream.of("--write-known-failures=" + known))
                .toArray(String[]::new));
    CommandRun accepted =
        run(
            Stream.concat(Stream.of(options), Stream.of("--known-failures=" + known))
                .toArray(String[]::new));
    String text = Files.readString(known);
    Files.writeString(known, text.replaceAll("until: .*", "until: 2026-01-01"));
    CommandRun expired =
        run(
            Stream.concat(Stream.of(options), Stream.of("--known-failures=" + known))
                .toArray(String[]::new));

    assertThat(text)
        .contains("- id: " + StricterDocument.FAILS, "reason: \"not reviewed yet: expected all ");
    assertThat(written.exitCode()).isZero();
    assertThat(accepted.exitCode()).isZero();
    assertThat(expired.exitCode()).isEqualTo(3);
    assertThat(expired.out())
        .contains("known failure " + StricterDocument.FAILS + " is no longer accepted");
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

    CommandRun run = CommandRun.withoutServer("conformance", "--target", "127.0.0.1:" + port);

    assertThat(run.err().strip()).isEqualTo(target + ": connection refused");
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
          .isEqualTo(
              target + ": no Matrix server: GET /_matrix/client/versions: 404 with a page of HTML");
      assertThat(run.exitCode()).isEqualTo(1);
    } finally {
      other.stop(0);
    }
  }

  @Test
  @DisplayName("writes every report, and refuses before it begins what cannot be written")
  void reports() {
    Path html = directory.resolve("report.html");
    Path markdown = directory.resolve("report.md");
    Path nowhere = directory.resolve("nowhere").resolve("report.xml");

    CommandRun run =
        run("--only", "R4.versions", "--html", html.toString(), "--markdown", markdown.toString());

    assertThat(html).content().contains("R4.versions");
    assertThat(markdown).content().contains("R4.versions");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    CommandRun refused = run("--only", "R4.versions", "--junit", nowhere.toString());
    assertThat(refused.err().lines().toList().get(0))
        .isEqualTo("--junit: there is no folder for " + nowhere);
    assertThat(refused.out()).as("what a run prints").isEmpty();
    assertThat(refused.exitCode()).isEqualTo(2);
  }
}
