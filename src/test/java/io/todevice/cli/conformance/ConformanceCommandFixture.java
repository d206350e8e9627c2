package io.todevice.cli.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.cli.CommandRun;
import io.todevice.conformance.Conformance;
import io.todevice.conformance.OwnServer;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.server.TodeviceServer;
import io.todevice.spec.model.SpecificationDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command, and a server for it to test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
abstract class ConformanceCommandFixture {

  protected TodeviceServer server;
  @TempDir protected Path directory;

  @BeforeAll
  void start() throws IOException {
    server = OwnServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  CommandRun run(String... options) {
    return CommandRun.withoutServer(
        Stream.concat(
                Stream.of("conformance", "--target", server.baseUrl() + "/"), Stream.of(options))
            .toArray(String[]::new));
  }

  /** Runs it, and reads the report. */
  JsonNode json(String... options) throws IOException {
    Path file = directory.resolve("report.json");
    Files.deleteIfExists(file);
    run(
        Stream.concat(Stream.of(options), Stream.of("--json", file.toString()))
            .toArray(String[]::new));
    return new JsonMapper().readTree(file.toFile());
  }

  static List<String> ids(Predicate<CaseInfo> which) {
    return Conformance.listCases(SpecificationDocument.getTree()).stream()
        .filter(which)
        .map(info -> info.id().value())
        .toList();
  }

  Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  static String outcome(JsonNode report, String id) {
    for (JsonNode each : report.path("cases")) {
      if (each.path("id").asText().equals(id)) {
        return each.path("outcome").asText();
      }
    }
    return "not run";
  }
}
