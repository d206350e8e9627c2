package io.todevice.conformance.faults;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.conformance.Conformance;
import io.todevice.conformance.OwnServer;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.run.RunListener;
import io.todevice.conformance.run.Settings;
import io.todevice.faults.Fault;
import io.todevice.faults.FaultProxy;
import io.todevice.faults.ProxyResponse;
import io.todevice.server.TodeviceServer;
import io.todevice.spec.ProjectSpec;
import io.todevice.spec.model.SpecificationDocument;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every fault is caught by the cases that say so, and every case catches a fault. */
@DisplayName("A server with a fault")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("proof")
class FaultsTest {

  /** What ends the server that all of the tests share is tried on one of its own. */
  private static final String STOP = "R6.waiting-sync-answered";

  /** What tries limits needs some that a proxy can reach. */
  private static final String LIMITS = "R3.";

  private static final int PARALLEL = 4;

  private static final long SEED = 1;

  private static final int LATER = 100;

  /** A server may take its time, as one under load does. */
  private static final int MOST_MILLIS = 150;

  private static final String QUERY_TOKEN = "A2.query-token";

  private TodeviceServer server;
  private TodeviceServer limitedServer;

  /** Faults make cases wait until their patience ends: some at once, or it takes minutes. */
  private final ExecutorService runs = Executors.newFixedThreadPool(PARALLEL);

  @BeforeAll
  void startServers() throws IOException {
    server = OwnServer.start();
    limitedServer = OwnServer.startLimited(60);
  }

  @AfterAll
  void stopServers() {
    runs.shutdownNow();
    server.close();
    limitedServer.close();
  }

  @Test
  @DisplayName("is none where the proxy changes nothing")
  void honestProxy() throws Exception {
    ConformanceReport report = run(Fault.NONE, List.of("*"));

    assertThat(failed(report)).isEmpty();
    assertThat(report.count(Outcome.PASSED)).isGreaterThan(60);
  }

  @Test
  @Tag("slow")
  @DisplayName("is none where requests overtake one another")
  void slowProxy() throws Exception {
    Random random = new Random(SEED);
    Fault slow =
        (request, upstream) -> {
          Thread.sleep(random.nextInt(MOST_MILLIS));
          return upstream.send(request);
        };

    assertThat(failed(run(slow, List.of("*")))).as("seed " + SEED).isEmpty();
  }

  /** Only of sends that are right: those that are refused are answered too early to know. */
  @Test
  @DisplayName("is one of S1 and D8 alone where messages arrive a moment after they were taken")
  void arrivesLater() throws Exception {
    ScheduledExecutorService arriving = Executors.newSingleThreadScheduledExecutor();
    Fault later =
        (request, upstream) -> {
          if (!request.isSend()) {
            return upstream.send(request);
          }
          var unused = arriving.schedule(() -> upstream.send(request), LATER, MILLISECONDS);
          return ProxyResponse.json(200, "{}");
        };
    List<String> delivering =
        List.of("S1.*", "S2.*", "D1.*", "D2.*", "D3.*", "D4.*", "D5.*", "D8.sent-is-seen", "D9.*");
    try {
      assertThat(failed(run(later, delivering)))
          .containsExactlyInAnyOrder("S1.stored-when-answered", "D8.sent-is-seen");
    } finally {
      arriving.shutdownNow();
    }
  }

  @TestFactory
  Stream<DynamicTest> isCaught() {
    List<FaultyServer> faults = Faults.list();
    List<Future<ConformanceReport>> reports = new ArrayList<>();
    for (FaultyServer faulty : faults) {
      reports.add(runs.submit(() -> run(faulty.fault().get(), faulty.caughtBy())));
    }
    return IntStream.range(0, faults.size())
        .mapToObj(
            i ->
                DynamicTest.dynamicTest(
                    faults.get(i).name(), () -> isCaught(reports.get(i).get())));
  }

  private static void isCaught(ConformanceReport report) {
    assertThat(report.results())
        .allSatisfy(
            result ->
                assertThat(result.outcome())
                    .as(result.info().id() + " " + result.reason())
                    .isEqualTo(Outcome.FAILED));
    assertThat(report.results()).isNotEmpty();
  }

  @Test
  @DisplayName("that never answers a waiting sync when it is stopped is caught")
  void stop() throws Exception {
    try (TodeviceServer own = OwnServer.start();
        FaultProxy proxy = new FaultProxy(own.baseUrl(), Fault.NONE)) {
      ConformanceReport report =
          Conformance.run(settings(proxy, List.of(STOP)).withStop(proxy::close), RunListener.NONE);

      assertThat(failed(report)).containsExactly(STOP);
    }
  }

  @Test
  @DisplayName("is what each case of the kit can find")
  void everyCaseCatchesSomething() {
    List<String> patterns =
        Stream.concat(
                Faults.list().stream().flatMap(faulty -> faulty.caughtBy().stream()),
                Stream.of(STOP))
            .toList();
    List<String> cases = cases();

    assertThat(cases).filteredOn(id -> patterns.stream().noneMatch(p -> matches(p, id))).isEmpty();
    assertThat(patterns).allMatch(p -> cases.stream().anyMatch(id -> matches(p, id)));
  }

  @Test
  @DisplayName("has a name of its own")
  void names() {
    List<String> names = Faults.list().stream().map(FaultyServer::name).toList();

    assertThat(new HashSet<>(names)).hasSameSizeAs(names);
    assertThat(names).hasSizeGreaterThan(30);
  }

  private ConformanceReport run(Fault fault, List<String> patterns) throws Exception {
    boolean isLimited = patterns.stream().anyMatch(pattern -> pattern.startsWith(LIMITS));
    TodeviceServer own = isLimited ? limitedServer : server;
    try (FaultProxy proxy = new FaultProxy(own.baseUrl(), fault)) {
      return Conformance.run(settings(proxy, patterns), RunListener.NONE);
    }
  }

  /** What the server has is declared: a fault must not hide behind a capability that is missing. */
  private static Settings settings(FaultProxy proxy, List<String> patterns) {
    Map<Capability, Boolean> declared = new EnumMap<>(Capability.class);
    for (Capability capability : Capability.values()) {
      declared.put(
          capability,
          capability != Capability.ACCOUNT_DEACTIVATION
              && (capability != Capability.RATE_LIMITS
                  || patterns.stream().anyMatch(pattern -> pattern.startsWith(LIMITS)))
              && (capability != Capability.SERVER_STOP || patterns.contains(STOP))
              && (capability != Capability.QUERY_TOKEN
                  || ProjectSpec.hasQueryTokens()
                  || patterns.contains(QUERY_TOKEN)));
    }
    return OwnServer.settings(proxy.baseUrl())
        .withDeclared(declared)
        .withTimeout(Duration.ofSeconds(5))
        .withSelection(info -> patterns.stream().anyMatch(p -> matches(p, info.id().value())));
  }

  private static boolean matches(String pattern, String id) {
    return pattern.endsWith("*")
        ? id.startsWith(pattern.substring(0, pattern.length() - 1))
        : id.equals(pattern);
  }

  private static Set<String> failed(ConformanceReport report) {
    return report.results().stream()
        .filter(result -> result.outcome() == Outcome.FAILED)
        .map(CaseResult::info)
        .map(info -> info.id().value())
        .collect(Collectors.toSet());
  }

  private static List<String> cases() {
    return Conformance.listCases(SpecificationDocument.getTree()).stream()
        .map(CaseInfo::id)
        .map(Object::toString)
        .toList();
  }
}
