package io.todevice.clientkit;

import io.todevice.clientkit.ClientUnderTest.ByHand;
import io.todevice.clientkit.ClientUnderTest.ByLines;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.Failure;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.suite.UnmetException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** One scenario, run with one client. */
final class ScenarioRun {

  private final Scenario scenario;
  private final ClientSettings settings;
  private final Set<ClientAbility> abilities;
  private Optional<Evidence> evidence = Optional.empty();
  private boolean isStopped;

  ScenarioRun(Scenario scenario, ClientSettings settings, Set<ClientAbility> abilities) {
    this.scenario = scenario;
    this.settings = settings;
    this.abilities = abilities;
  }

  /** Ends it without a judgement, or keeps it from beginning. */
  synchronized void stop() {
    isStopped = true;
    evidence.ifPresent(its -> its.end(stopped()));
  }

  private synchronized void begin(TestBed bed) {
    if (isStopped) {
      throw stopped();
    }
    evidence = Optional.of(bed.evidence());
  }

  private static UnusableClientException stopped() {
    return new UnusableClientException("the run has ended");
  }

  /** The scenario without a judgement, because the time of the run is over. */
  CaseResult timeIsUp() {
    return skipped("the time for the whole run was up (--total-timeout gives it more)");
  }

  private CaseResult skipped(String reason) {
    return new CaseResult(
        scenario.info(), Outcome.SKIPPED, Optional.empty(), reason, List.of(), Duration.ZERO);
  }

  /**
   * Runs it.
   *
   * @throws UnusableClientException if the client does not speak the protocol
   */
  CaseResult run() throws InterruptedException {
    EnumSet<ClientAbility> missing = EnumSet.noneOf(ClientAbility.class);
    missing.addAll(scenario.needs());
    missing.removeAll(abilities);
    if (!missing.isEmpty()) {
      return skipped(
          missing.stream()
              .map(ClientAbility::toString)
              .collect(Collectors.joining(", ", "not supported by the client: ", "")));
    }
    long begun = System.nanoTime();
    boolean isByHand = settings.client() instanceof ByHand;
    try (TestBed bed = new TestBed(scenario.isStrict(), isByHand)) {
      begin(bed);
      Optional<Failure> failure = play(bed);
      Records records =
          new Records(
              bed.evidence().list(),
              failure.map(Failure::exchange).orElse(OptionalInt.empty()),
              bed.redactor(),
              begun);
      return settings
          .knownFailures()
          .judge(
              scenario.info(),
              failure.map(records::shown),
              records.list(),
              Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  private Optional<Failure> play(TestBed bed) throws InterruptedException {
    try (Driver driver = open(bed)) {
      scenario.script().run(new Stage(driver, bed, settings.limit()));
      bed.evidence().requireGoing();
      return Optional.empty();
    } catch (UnmetException e) {
      return Optional.of(e.failure());
    } catch (UnusableClientException e) {
      throw e;
    } catch (RuntimeException e) {
      return Optional.of(
          new Failure("a scenario that can be run", "the kit failed: " + e, OptionalInt.empty()));
    }
  }

  private Driver open(TestBed bed) throws InterruptedException {
    if (settings.client() instanceof ByHand person) {
      person.out().println(scenario.info().id() + "  " + scenario.info().title());
      return new HandDriver(person.out(), person.in());
    }
    return new CommandDriver(
        ((ByLines) settings.client()).launcher(), bed.evidence(), settings.limit());
  }
}
