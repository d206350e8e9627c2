package io.todevice.conformance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.ProjectSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The table of the faults")
class FaultTableTest {

  private static final Path PAGE = Path.of("docs/conformance-faults.md");
  private static final String RENEW = "mvn test -Dtest=FaultTableTest -Dgolden.update=true";

  private static final String HEAD =
      """
      # Who tests the tests

      Servers with one fault each, and the cases of [the kit](conformance.md) that fail on it; `*` stands for every ending. A test
      (`FaultsTest`) holds that each of these cases fails on its fault, that every case of the kit finds a fault, and that none
      fails on the same server without one. `R6.waiting-sync-answered` is tried by a server that breaks its connections when it
      stops.

      | fault | cases that find it |
      | --- | --- |
      """;

  @Test
  @DisplayName("is the one in the documentation")
  void isWrittenDown() throws IOException {
    ProjectSpec.assumeBuiltFromIt();
    String page =
        HEAD + Faults.list().stream().map(FaultTableTest::line).collect(Collectors.joining());
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).exists();
    assertThat(page)
        .withFailMessage("%s is not what the tests say; renew it: %s", PAGE, RENEW)
        .isEqualTo(Files.readString(PAGE));
  }

  private static String line(FaultyServer server) {
    return server.caughtBy().stream()
        .sorted()
        .map(id -> "`" + id + "`")
        .collect(Collectors.joining(", ", "| " + server.name() + " | ", " |\n"));
  }
}
