package io.todevice.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.cli.CommandRun;
import io.todevice.conformance.GivenUser;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The command conformance with users that are given")
class ConformanceCommandUsersTest extends ConformanceCommandFixture {

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
    GivenUser.register(server.baseUrl(), "frank", "right");
    Path users =
        file(
            "wrong.yaml",
            "users: [{user: erin, password: wrongone}, {user: frank, password: wrongone}]");

    CommandRun run = run("--users", users.toString());

    assertThat(run.err().strip())
        .isEqualTo(server.baseUrl() + ": the server does not log erin in: 403 M_FORBIDDEN");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(erin.isLoggedIn()).isTrue();
  }
}
