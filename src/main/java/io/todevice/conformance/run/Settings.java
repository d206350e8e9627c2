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
import java.util.function.Consumer;
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
    return with(copy -> copy.users = source);
  }

  /** The same with other declared capabilities. */
  public Settings withDeclared(Map<Capability, Boolean> capabilities) {
    return with(copy -> copy.declared = capabilities);
  }

  /** The same with other cases. */
  public Settings withSelection(Predicate<CaseInfo> cases) {
    return with(copy -> copy.selection = cases);
  }

  /** The same with another seed. */
  public Settings withSeed(long other) {
    return with(copy -> copy.seed = other);
  }

  /** The same with another number of cases at once. */
  public Settings withParallel(int cases) {
    return with(copy -> copy.parallel = cases);
  }

  /** The same with another patience for a single answer. */
  public Settings withTimeout(Duration answer) {
    return with(copy -> copy.timeout = answer);
  }

  /** The same with another patience for the whole run. */
  public Settings withTotalTimeout(Duration total) {
    return with(copy -> copy.totalTimeout = total);
  }

  /** The same with other known failures. */
  public Settings withKnownFailures(KnownFailures failures) {
    return with(copy -> copy.knownFailures = failures);
  }

  /** The same with a way to stop the server. */
  public Settings withStop(Target.ServerStop serverStop) {
    return with(copy -> copy.stop = Optional.of(serverStop));
  }

  private Settings with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.settings();
  }

  /**
   * What {@link #with} changes: all values in one place, so that each method names its own only.
   */
  private static final class Copy {
    URI target;
    UserSource users;
    Map<Capability, Boolean> declared;
    Predicate<CaseInfo> selection;
    long seed;
    int parallel;
    Duration timeout;
    Duration totalTimeout;
    KnownFailures knownFailures;
    JsonNode document;
    Optional<Target.ServerStop> stop;

    Copy(Settings settings) {
      target = settings.target;
      users = settings.users;
      declared = settings.declared;
      selection = settings.selection;
      seed = settings.seed;
      parallel = settings.parallel;
      timeout = settings.timeout;
      totalTimeout = settings.totalTimeout;
      knownFailures = settings.knownFailures;
      document = settings.document;
      stop = settings.stop;
    }

    Settings settings() {
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
          stop);
    }
  }
}
