package io.todevice.clientkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.run.KnownFailures;
import io.todevice.conformance.run.RunListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that are processes. */
@DisplayName("A client that is run by a command")
@Tag("proof")
class ClientCommandTest {

  private static final String HELLO =
      "{\"hello\":{\"name\":\"x\",\"version\":\"\",\"abilities\":[\"send\"]}}";

  @TempDir private Path directory;

  @Test
  @DisplayName("goes through scenarios, restarts included, and leaves no process")
  void processes() throws InterruptedException {
    ConformanceReport report =
        run(
            reference(),
            Duration.ofSeconds(30),
            "D2.killed-while-handling",
            "D2.resumes",
            "S4.sent-unicode");

    assertThat(report.results())
        .hasSize(3)
        .allSatisfy(
            result ->
                assertThat(result.outcome())
                    .as(ClientKitTest.describe(result))
                    .isEqualTo(Outcome.PASSED));
    assertThat(ProcessHandle.current().descendants()).isEmpty();
  }

  @Test
  @DisplayName("ends with everything that it has started")
  void processTree() throws IOException, InterruptedException {
    Path pid = directory.resolve("pid");
    assertThatThrownBy(
            () ->
                run(
                    "sleep 300 & echo $! > " + pid + "; wait",
                    Duration.ofSeconds(1),
                    "D1.in-order"))
        .isInstanceOf(UnusableClientException.class)
        .hasMessage("the client has not said hello within 1 s");
    long child = Long.parseLong(Files.readString(pid).strip());
    ProcessHandle.of(child).ifPresent(process -> process.onExit().join());
    assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "no-such-command-here | the client did not start: the command was not found:"
            + " 'no-such-command-here'",
        "echo oops >&2; exit 7 | the client did not start: it ended with exit code 7: oops",
        "echo hello | line 1 of the client's output is not JSON from column 1 on: 'hello'",
        "echo '{\"sent\":{}}' | line 1 of the client's output is not a JSON object with one member,"
            + " hello: '{\"sent\":{}}'",
        "echo '{\"hello\":5}' | line 1 of the client's output is no report: hello.name is missing",
        "echo '{\"hello\":{\"name\":\"x\"}}' | line 1 of the client's output is no report:"
            + " hello.version must be a string",
        "echo '{\"hello\":{\"name\":\"x\",\"version\":\"1\"}}' | line 1 of the client's output is"
            + " no report: hello.abilities must be an array",
        "echo '{\"hello\":{\"name\":\"x\",\"version\":\"1\",\"abilities\":[\"fly\"]}}'; sleep 9 |"
            + " line 1 of the client's output is no report: hello.abilities has no ability 'fly'",
        "head -c 9999999 /dev/zero; sleep 9 | line 1 of the client's output is longer than 1048576"
            + " characters"
      })
  @DisplayName("that is no client is an error of one line")
  void noClient(String command, String message) {
    assertThatThrownBy(() -> run(command, Duration.ofSeconds(10), "D1.in-order"))
        .isInstanceOf(UnusableClientException.class)
        .hasMessage(message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"sent\":{\"id\":\"nope\"}}' | line 2 of the client's output is no report: sent.id must"
            + " be the id of a send command, not '\"nope\"'",
        "'{\"failed\":5}' | line 2 of the client's output is no report: failed.id must be the id of"
            + " a send command, not ''",
        "'{\"other\":5}' | line 2 of the client's output is not a JSON object with one member,"
            + " which is hello, received, sent, failed, log: '{\"other\":5}'",
        "'{\"log\":\"0123456789012345678901234567890123456789\"}{\"log\":\"012345678901234\"}' |"
            + " line 2 of the client's output is not JSON from column 51 on:"
            + " '...789012345678901234567890123456789\"}{\"log\":\"012345678901234\"}'"
      })
  @DisplayName("that writes a line which is no report is an error that shows the line's fault")
  void noReport(String line, String message) {
    assertThatThrownBy(
            () ->
                run(
                    "echo '" + HELLO + "'; read line; echo '" + line + "'; sleep 9",
                    Duration.ofSeconds(10),
                    "D1.in-order"))
        .isInstanceOf(UnusableClientException.class)
        .hasMessage(message);
  }

  @Test
  @DisplayName("fails the scenario in which it receives what is not a message")
  void noMessage() throws InterruptedException {
    ConformanceReport report =
        run(
            "echo '" + HELLO + "'; read line; echo '{\"received\":{\"sender\":1}}'; sleep 9",
            Duration.ofSeconds(10),
            "D1.in-order");
    assertThat(report.results().get(0).failure().orElseThrow().actual())
        .isEqualTo("line 2 of the client's output is no report: received.sender must be a string");
  }

  @Test
  @DisplayName("may write any amount of errors, of which little is kept")
  void errors() {
    assertThatThrownBy(
            () ->
                run(
                    "head -c 20000000 /dev/zero | tr '\\0' x >&2; exit 7",
                    Duration.ofSeconds(30),
                    "D1.in-order"))
        .isInstanceOf(UnusableClientException.class)
        .hasMessage("the client did not start: it ended with exit code 7: " + "x".repeat(1000));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("ends with what has left its process tree")
  void orphans() throws IOException {
    Path pid = directory.resolve("pid");
    assertThatThrownBy(
            () ->
                run(
                    "setsid sh -c 'sleep 300 >/dev/null 2>&1 & echo $! > " + pid + "'; sleep 300",
                    Duration.ofSeconds(2),
                    "D1.in-order"))
        .isInstanceOf(UnusableClientException.class);
    long orphan = Long.parseLong(Files.readString(pid).strip());
    await().until(() -> ProcessHandle.of(orphan).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  @DisplayName("fails the scenario in which it ends")
  void ends() throws InterruptedException {
    ConformanceReport report =
        run(
            "echo '" + HELLO + "'; read line; echo gone >&2; exit 3",
            Duration.ofSeconds(10),
            "D1.in-order");
    assertThat(report.results().get(0).failure().orElseThrow().actual())
        .isEqualTo("it ended with exit code 3: gone");
  }

  @Test
  @DisplayName("is not judged by what it says it cannot do")
  void notSupported() throws InterruptedException {
    ConformanceReport report =
        run("echo '" + HELLO + "'; sleep 9", Duration.ofSeconds(10), "A5.refresh-kept");
    assertThat(report.results().get(0).outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(report.results().get(0).reason())
        .isEqualTo("not supported by the client: store, refresh-tokens");
  }

  @Test
  @DisplayName("may be as small as the page on testing clients shows")
  void page() throws IOException, InterruptedException {
    Matcher example =
        Pattern.compile("```python\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("docs/test-a-client.md")));
    assertThat(example.find()).isTrue();
    Path file = Files.writeString(directory.resolve("client.py"), example.group(1));

    ConformanceReport report =
        run(
            "exec python3 " + file,
            Duration.ofSeconds(10),
            "D1.backlog",
            "S2.wildcard",
            "D2.bad-gateway");

    assertThat(report.target()).isEqualTo("a simple client 1");
    assertThat(report.results())
        .extracting(result -> result.info().id() + " " + result.outcome())
        .containsExactly("D1.backlog PASSED", "D2.bad-gateway FAILED", "S2.wildcard PASSED");
  }

  private static String reference() {
    return "exec '%s' -cp '%s' -XX:TieredStopAtLevel=1 %s"
        .formatted(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            System.getProperty("java.class.path"),
            ReferenceClient.class.getName());
  }

  private static ConformanceReport run(String command, Duration limit, String... scenarios)
      throws InterruptedException {
    Set<String> ids = Set.of(scenarios);
    return ClientKit.run(
        new ClientSettings(
            new ClientUnderTest.ByLines(ClientCommand.of(command)),
            info -> ids.contains(info.id().value()),
            Set.of(),
            1,
            limit,
            Duration.ofMinutes(10),
            KnownFailures.NONE),
        RunListener.NONE);
  }
}
