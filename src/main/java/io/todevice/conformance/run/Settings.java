package io.todevice.conformance.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.conformance.accounts.UserSource;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.suite.Target;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How the kit is run.
 *
 * @param target where the server is: scheme, host and port
 * @param users where users come from
 * @param declared capabilities that somebody has said the server has or does not have; the others
 *     are detected
 * @param selection which cases are run
 * @param seed what makes the random parts of the cases repeatable
 * @param parallel how many cases run at once, at least 1
 * @param timeout how long an answer may take that has not to wait for anything
 * @param totalTimeout when no more cases are begun
 * @param knownFailures cases that are known to fail
 * @param document the assembled document that the server is held against
 * @param stop stops the server, if the kit may
 */
public record Settings(
    URI target,
    UserSource users,
    Map<Capability, Boolean> declared,
    Predicate<CaseInfo> selection,
    long seed,
    int parallel,
    Duration timeout,
    Duration totalTimeout,
    KnownFailures knownFailures,
    JsonNode document,
    Optional<Target.ServerStop> stop) {

  /** Checks the numbers, and copies the map. */
  public Settings {
    if (parallel < 1 || timeout.isNegative() || timeout.isZero() || totalTimeout.isNegative()) {
      throw new IllegalArgumentException("parallel and the timeouts must be positive");
    }
    declared = Map.copyOf(declared);
  }

  /** Everything with what is usual: registered users, all cases, 8 at once, a random seed. */
  public static Settings of(URI target, JsonNode document) {
    return new Settings(
        target,
        new UserSource.Registration(),
        Map.of(),
        info -> true,
        new java.security.SecureRandom().nextLong(),
        8,
        Duration.ofSeconds(10),
        Duration.ofMinutes(5),
        KnownFailures.NONE,
        document,
        Optional.empty());
  }

  /** The same with users from elsewhere. */
  public Settings withUsers(UserSource source) {
    return new Settings(
        target,
        source,
        declared,
        selection,
        seed,
        parallel,
        timeout,
        totalTimeout,
        knownFailures,
        document,
        stop);
  }

  /** The same with other declared capabilities. */
  public Settings withDeclared(Map<Capability, Boolean> capabilities) {
    return new Settings(
        target,
        users,
        capabilities,
        selection,
        seed,
        parallel,
        timeout,
        totalTimeout,
        knownFailures,
        document,
        stop);
  }

  /** The same with other cases. */
  public Settings withSelection(Predicate<CaseInfo> cases) {
    return new Settings(
        target,
        users,
        declared,
        cases,
        seed,
        parallel,
        timeout,
        totalTimeout,
        knownFailures,
        document,
        stop);
  }

  /** The same with another seed. */
  public Settings withSeed(long other) {
    return new Settings(
        target,
        users,
        declared,
        selection,
        other,
        parallel,
        timeout,
        totalTimeout,
        knownFailures,
        document,
        stop);
  }

  /** The same with another number of cases at once. */
  public Settings withParallel(int cases) {
    return new Settings(
        target,
        users,
        declared,
        selection,
        seed,
        cases,
        timeout,
        totalTimeout,
        knownFailures,
        document,
        stop);
  }

  /** The same with another patience for a single answer. */
  public Settings withTimeout(Duration answer) {
    return new Settings(
        target,
        users,
        declared,
        selection,
        seed,
        parallel,
        answer,
        totalTimeout,
        knownFailures,
        document,
        stop);
  }

  /** The same with another patience for the whole run. */
  public Settings withTotalTimeout(Duration total) {
    return new Settings(
        target,
        users,
        declared,
        selection,
        seed,
        parallel,
        timeout,
        total,
        knownFailures,
        document,
        stop);
  }

  /** The same with other known failures. */
  public Settings withKnownFailures(KnownFailures failures) {
    return new Settings(
        target,
        users,
        declared,
        selection,
        seed,
        parallel,
        timeout,
        totalTimeout,
        failures,
        document,
        stop);
  }

  /** The same with a way to stop the server. */
  public Settings withStop(Target.ServerStop serverStop) {
    return new Settings(
        target,
        users,
        declared,
        selection,
        seed,
        parallel,
        timeout,
        totalTimeout,
        knownFailures,
        document,
        Optional.of(serverStop));
  }
}
