package io.todevice.clientkit;

import io.todevice.clientkit.ClientUnderTest.ByHand;
import io.todevice.clientkit.ClientUnderTest.ByLines;
import io.todevice.conformance.report.CapabilityFinding;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.run.Plan;
import io.todevice.conformance.run.RunListener;
import io.todevice.faults.Fault;
import io.todevice.spec.model.SpecificationDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a client through scenarios, each with a server of its own and a process of the client of its
 * own.
 */
public final class ClientKit {

  /** What is random in scenarios is the same in each run. */
  static final long SEED = 1;

  private static final int END_SECONDS = 10;

  private static final List<Scenario> SCENARIOS =
      Stream.of(
              SendScenarios.list(),
              SyncScenarios.list(),
              WaitingScenarios.list(),
              ContentScenarios.list(),
              SessionScenarios.list(),
              KeyScenarios.list())
          .flatMap(List::stream)
          .sorted(Comparator.comparing(scenario -> scenario.info().id()))
          .toList();

  private final ClientSettings settings;
  private final RunListener listener;
  private final Instant startedAt = Instant.now();
  private final long started = System.nanoTime();

  private ClientKit(ClientSettings settings, RunListener listener) {
    this.settings = settings;
    this.listener = listener;
  }

  /** All scenarios, in the order of their identifiers. */
  public static List<CaseInfo> listScenarios() {
    return SCENARIOS.stream().map(Scenario::info).toList();
  }

  /**
   * Runs the scenarios that are selected.
   *
   * @throws UnusableClientException if the client cannot be started, or does not speak the protocol
   * @throws InterruptedException if the thread is interrupted
   */
  public static ConformanceReport run(ClientSettings settings, RunListener listener)
      throws InterruptedException {
    return new ClientKit(settings, listener).run();
  }

  private ConformanceReport run() throws InterruptedException {
    Hello hello = hello();
    EnumSet<ClientAbility> abilities = EnumSet.noneOf(ClientAbility.class);
    abilities.addAll(hello.abilities());
    abilities.removeAll(settings.without());
    List<CapabilityFinding> findings = findings(abilities);
    List<Scenario> selected =
        SCENARIOS.stream().filter(each -> settings.selection().test(each.info())).toList();
    String revision = SpecificationDocument.getTree().at("/info/version").asText();
    listener.started(
        new Plan(hello.toString(), revision, SEED, findings, selected.size(), /* users= */ 0));
    List<CaseResult> results = run(selected, abilities);
    return new ConformanceReport(
        hello.toString(),
        revision,
        SEED,
        startedAt,
        Duration.ofNanos(System.nanoTime() - started),
        findings,
        results,
        settings.knownFailures().remarks(listScenarios()),
        /* isServerGone= */ false);
  }

  private Hello hello() throws InterruptedException {
    if (settings.client() instanceof ByLines byLines) {
      try (CommandDriver driver =
          new CommandDriver(byLines.launcher(), new Evidence(Fault.NONE), settings.limit())) {
        return driver.hello();
      }
    }
    // Logged in with a password, a client gets a token that does not expire.
    return new Hello(
        "a client by hand", "", EnumSet.complementOf(EnumSet.of(ClientAbility.REFRESH_TOKENS)));
  }

  private List<CapabilityFinding> findings(Set<ClientAbility> abilities) {
    return Stream.of(ClientAbility.values())
        .map(
            ability ->
                new CapabilityFinding(
                    ability,
                    abilities.contains(ability),
                    settings.without().contains(ability),
                    settings.without().contains(ability) ? "declared" : "the client's hello"))
        .toList();
  }

  private List<CaseResult> run(List<Scenario> scenarios, Set<ClientAbility> abilities)
      throws InterruptedException {
    int threads = settings.client() instanceof ByHand ? 1 : settings.parallel();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    List<ScenarioRun> runs =
        scenarios.stream().map(each -> new ScenarioRun(each, settings, abilities)).toList();
    List<Future<CaseResult>> running = new ArrayList<>();
    try {
      for (ScenarioRun run : runs) {
        running.add(executor.submit(() -> tell(isTimeUp() ? run.timeIsUp() : run.run())));
      }
      List<CaseResult> results = new ArrayList<>();
      for (Future<CaseResult> each : running) {
        results.add(each.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnusableClientException unusable) {
        throw unusable;
      }
      throw new IllegalStateException("a scenario cannot be run: " + e.getCause(), e);
    } finally {
      // Threads that are interrupted while they stop a server would log that.
      executor.shutdown();
      runs.forEach(ScenarioRun::stop);
      executor.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
    }
  }

  private boolean isTimeUp() {
    return System.nanoTime() - started > settings.totalTimeout().toNanos();
  }

  private CaseResult tell(CaseResult result) {
    synchronized (listener) {
      listener.ended(result);
    }
    return result;
  }
}
