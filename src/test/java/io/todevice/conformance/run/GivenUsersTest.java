package io.todevice.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.conformance.Conformance;
import io.todevice.conformance.GivenUser;
import io.todevice.conformance.OwnServer;
import io.todevice.conformance.accounts.UserSource;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Outcome;
import io.todevice.http.exchange.ObservedExchange;
import io.todevice.server.TodeviceServer;
import io.todevice.spec.ProjectSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("A run with users that are given")
@Tag("proof")
class GivenUsersTest {

  /** What would wait for minutes where cases take turns is left to the run of the whole kit. */
  private static final Predicate<CaseInfo> SELECTION =
      info -> info.clause().matches("A\\d|S[1-39]|T[1-3]|D[1-2]|R[45]|API");

  private final Queue<ObservedExchange> exchanges = new ConcurrentLinkedQueue<>();
  private TodeviceServer server;
  private GivenUser alice;
  private GivenUser bob;
  private GivenUser neighbour;

  @BeforeEach
  void start() throws Exception {
    server = OwnServer.start(exchanges::add);
    alice = GivenUser.register(server.baseUrl(), "alice", "rabbit hole");
    bob = GivenUser.register(server.baseUrl(), "bob", "hat shop");
    neighbour = GivenUser.register(server.baseUrl(), "neighbour", "next door");
    exchanges.clear();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ConformanceReport run(UserSource users) throws InterruptedException {
    return run(users, Map.of());
  }

  private ConformanceReport run(UserSource users, Map<Capability, Boolean> declared)
      throws InterruptedException {
    ConformanceReport report =
        Conformance.run(
            OwnServer.settings(server.baseUrl())
                .withUsers(users)
                .withDeclared(declared)
                .withSelection(SELECTION)
                .withTimeout(Duration.ofSeconds(30)),
            RunListener.NONE);
    assertThat(report.results()).filteredOn(result -> result.outcome() == Outcome.FAILED).isEmpty();
    assertThat(report.count(Outcome.PASSED)).isGreaterThan(20);
    return report;
  }

  @Test
  @DisplayName("by tokens begins and ends no session, and touches nobody else")
  void tokens() throws Exception {
    run(new UserSource.Tokens(List.of(alice.accessToken(), bob.accessToken())));

    assertThat(changing("register", "login", "refresh", "logout", "logout/all", "devices"))
        .isEmpty();
    nobodyElseIsTouched();
    assertThat(alice.isLoggedIn() && bob.isLoggedIn()).isTrue();
  }

  @Test
  @DisplayName("by tokens ends no session either where somebody declares that the kit may")
  void declaredTokens() throws Exception {
    Map<Capability, Boolean> all = new EnumMap<>(Capability.class);
    for (Capability capability : Capability.values()) {
      all.put(capability, capability != Capability.RATE_LIMITS);
    }
    all.remove(Capability.SERVER_STOP);
    all.put(Capability.QUERY_TOKEN, ProjectSpec.hasQueryTokens());

    run(new UserSource.Tokens(List.of(alice.accessToken(), bob.accessToken())), all);

    assertThat(alice.isLoggedIn() && bob.isLoggedIn()).isTrue();
  }

  @Test
  @Tag("slow")
  @DisplayName("by passwords ends only the sessions that it began, and touches nobody else")
  void passwords() throws Exception {
    run(
        new UserSource.Passwords(
            List.of(
                new UserSource.User("alice", alice.password()),
                new UserSource.User(bob.userId(), bob.password()))));

    assertThat(changing("register", "logout/all")).isEmpty();
    nobodyElseIsTouched();
    assertThat(alice.isLoggedIn() && bob.isLoggedIn()).isTrue();
    Set<String> begun = begunSessions();
    assertThat(begun).hasSizeGreaterThan(20);
    for (String token : begun) {
      assertThat(GivenUser.isLetIn(server.baseUrl(), token)).isFalse();
    }
  }

  private void nobodyElseIsTouched() throws Exception {
    Set<String> acting =
        exchanges.stream()
            .flatMap(exchange -> exchange.device().stream())
            .map(device -> device.user().toString())
            .collect(Collectors.toSet());
    assertThat(acting).containsExactlyInAnyOrder(alice.userId(), bob.userId());
    assertThat(neighbour.isLoggedIn()).isTrue();
    assertThat(neighbour.messages()).isEmpty();
  }

  /** What the server did at these paths; a request that it refused changes nothing. */
  private List<String> changing(String... paths) {
    return exchanges.stream()
        .filter(exchange -> exchange.status() == 200 && !exchange.method().equals("GET"))
        .map(ObservedExchange::path)
        .filter(path -> List.of(paths).stream().anyMatch(each -> path.endsWith("/" + each)))
        .toList();
  }

  private Set<String> begunSessions() {
    return exchanges.stream()
        .filter(exchange -> exchange.status() == 200)
        .map(exchange -> json(exchange.responseBody()).path("access_token").asText(""))
        .filter(token -> !token.isEmpty())
        .collect(Collectors.toSet());
  }

  private static JsonNode json(byte[] body) {
    try {
      return new JsonMapper().readTree(body);
    } catch (IOException e) {
      return new JsonMapper().createObjectNode();
    }
  }
}
