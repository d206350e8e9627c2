package io.todevice.clientkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.run.KnownFailures;
import io.todevice.conformance.run.RunListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person who reads what to do, and does it with the reference client. */
@DisplayName("A client that a person drives")
@Tag("proof")
class ByHandTest {

  private static final Set<String> SCENARIOS =
      Set.of("D1.backlog", "D2.resumes", "T1.lost-response", "T1.unique-after-restart");

  @TempDir private Path directory;

  @Test
  @DisplayName("passes when it does what it should")
  void passes() throws IOException, InterruptedException {
    assertThat(run(EnumSet.noneOf(Mistake.class)).results())
        .hasSize(SCENARIOS.size())
        .allSatisfy(
            result ->
                assertThat(result.outcome())
                    .as(ClientKitTest.describe(result))
                    .isEqualTo(Outcome.PASSED));
  }

  @Test
  @DisplayName("fails by its requests alone")
  void fails() throws IOException, InterruptedException {
    assertThat(
            run(EnumSet.of(Mistake.NEW_TRANSACTION_ON_RETRY, Mistake.FORGETS_POSITION)).results())
        .filteredOn(result -> result.outcome() == Outcome.FAILED)
        .extracting(result -> result.info().id().value())
        .containsExactly("D2.resumes", "T1.lost-response");
  }

  private ConformanceReport run(EnumSet<Mistake> mistakes)
      throws IOException, InterruptedException {
    PipedWriter out = new PipedWriter();
    PipedReader in = new PipedReader();
    BufferedReader tasks = new BufferedReader(new PipedReader(out, 1 << 16));
    PrintWriter answers = new PrintWriter(new PipedWriter(in), true);
    var person =
        CompletableFuture.runAsync(() -> new Person(mistakes, directory).drive(tasks, answers));
    try (PrintWriter printed = new PrintWriter(out, true)) {
      return ClientKit.run(
          new ClientSettings(
              new ClientUnderTest.ByHand(printed, new BufferedReader(in)),
              info -> SCENARIOS.contains(info.id().value()),
              Set.of(),
              4,
              Duration.ofSeconds(15),
              Duration.ofMinutes(10),
              KnownFailures.NONE),
          RunListener.NONE);
    } finally {
      person.join();
    }
  }

  private static final class Person {

    private static final Pattern LOGIN =
        Pattern.compile(".*homeserver (\\S+), user (\\S+), password (\\S+)");
    private static final Pattern SEND =
        Pattern.compile(".*type (\\S+) to (\\S+), device (\\S+), with the content (.*)");

    private final EnumSet<Mistake> mistakes;
    private final Path directory;
    private Optional<RunningClient> client = Optional.empty();
    private ObjectNode start = ReferenceHttp.MAPPER.createObjectNode();
    private int count;

    Person(EnumSet<Mistake> mistakes, Path directory) {
      this.mistakes = mistakes;
      this.directory = directory;
    }

    void drive(BufferedReader tasks, PrintWriter answers) {
      try {
        for (String task = tasks.readLine(); task != null; task = tasks.readLine()) {
          Matcher login = LOGIN.matcher(task);
          Matcher send = SEND.matcher(task);
          if (login.matches()) {
            logIn(login.group(1), login.group(2), login.group(3));
            launch();
          } else if (send.matches()) {
            ObjectNode command = ReferenceHttp.MAPPER.createObjectNode().put("do", "send");
            command.put("id", "s" + ++count).put("type", send.group(1));
            command
                .putObject("messages")
                .putObject(send.group(2))
                .set(send.group(3), ReferenceHttp.MAPPER.readTree(send.group(4)));
            tell(command);
          } else if (task.contains("Kill the client")) {
            launch();
            answers.println();
          } else if (task.contains("Done")) {
            client.ifPresent(RunningClient::close);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void logIn(String homeserver, String user, String password)
        throws IOException, InterruptedException {
      ObjectNode login = ReferenceHttp.MAPPER.createObjectNode().put("type", "m.login.password");
      login.put("password", password);
      login.putObject("identifier").put("type", "m.id.user").put("user", user);
      String session =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(homeserver + "/_matrix/client/v3/login"))
                      .POST(HttpRequest.BodyPublishers.ofString(login.toString()))
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      start = (ObjectNode) ReferenceHttp.MAPPER.readTree(session);
      start.put("do", "start").put("homeserver", homeserver).put("sync_timeout_ms", 3000);
      start.put("store", directory.resolve("store" + ++count).toString());
      assertThat(Path.of(start.path("store").asText()).toFile().mkdir()).isTrue();
    }

    private void launch() throws IOException {
      client.ifPresent(RunningClient::close);
      RunningClient next = LocalClient.with(mistakes).launch();
      var unread =
          CompletableFuture.runAsync(
              () -> {
                try {
                  next.output().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                  // It has ended.
                }
              });
      client = Optional.of(next);
      tell(start);
    }

    private void tell(ObjectNode command) throws IOException {
      client.orElseThrow().input().write((command + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
