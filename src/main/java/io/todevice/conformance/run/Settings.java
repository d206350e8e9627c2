package io.todevice.conformance.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.conformance.accounts.UserSource;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.suite.ServerStop;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/**
 * How the kit is run.
 *
 * @param target where the server is: scheme, host and port, and a path where all begins with one
 * @param isServerName whether {@code target} is only the name of a server, which says itself where
 *     its client-server API is
 * @param users where users come from
 * @param declared capabilities that somebody has said the server has or does not have; the others
 *     are detected
 * @param selection which cases are run
 * @param seed what makes the random parts of the cases repeatable
 * @param parallel how many cases run at once, at least 1
 * @param timeout how long an answer may take that has not to wait for anything
 * @param totalTimeout when the run ends, whatever it is doing then
 * @param patience how long the server is waited for that is not there yet
 * @param maxRate how many requests are sent in a second at most; empty for any number
 * @param tls whom to trust; empty for those whom Java trusts
 * @param knownFailures cases that are known to fail
 * @param document the assembled document that the server is held against
 * @param stop stops the server, if the kit may
 */
public record Settings(
    URI target,
    boolean isServerName,
    UserSource users,
    Map<Capability, Boolean> declared,
    Predicate<CaseInfo> selection,
    long seed,
    int parallel,
    Duration timeout,
    Duration totalTimeout,
    Duration patience,
    OptionalInt maxRate,
    Optional<SSLContext> tls,
    KnownFailures knownFailures,
    JsonNode document,
    Optional<ServerStop> stop) {

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
        false,
        new UserSource.Registration(),
        Map.of(),
        info -> true,
        new java.security.SecureRandom().nextLong(),
        8,
        Duration.ofSeconds(10),
        Duration.ofMinutes(5),
        Duration.ZERO,
        OptionalInt.empty(),
        Optional.empty(),
        KnownFailures.NONE,
        document,
        Optional.empty());
  }

  /** The same with the name of a server for a target. */
  public Settings withServerName(boolean isName) {
    return with(copy -> copy.isServerName = isName);
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

  /** The same with a wait for a server that is not there yet. */
  public Settings withPatience(Duration forServer) {
    return with(copy -> copy.patience = forServer);
  }

  /** The same with so many requests in a second at most. */
  public Settings withMaxRate(int requests) {
    return with(copy -> copy.maxRate = OptionalInt.of(requests));
  }

  /** The same with others to trust than those whom Java trusts. */
  public Settings withTls(SSLContext trusting) {
    return with(copy -> copy.tls = Optional.of(trusting));
  }

  /** The same with other known failures. */
  public Settings withKnownFailures(KnownFailures failures) {
    return with(copy -> copy.knownFailures = failures);
  }

  /** The same with a way to stop the server. */
  public Settings withStop(ServerStop serverStop) {
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
    boolean isServerName;
    UserSource users;
    Map<Capability, Boolean> declared;
    Predicate<CaseInfo> selection;
    long seed;
    int parallel;
    Duration timeout;
    Duration totalTimeout;
    Duration patience;
    OptionalInt maxRate;
    Optional<SSLContext> tls;
    KnownFailures knownFailures;
    JsonNode document;
    Optional<ServerStop> stop;

    Copy(Settings settings) {
      target = settings.target;
      isServerName = settings.isServerName;
      users = settings.users;
      declared = settings.declared;
      selection = settings.selection;
      seed = settings.seed;
      parallel = settings.parallel;
      timeout = settings.timeout;
      totalTimeout = settings.totalTimeout;
      patience = settings.patience;
      maxRate = settings.maxRate;
      tls = settings.tls;
      knownFailures = settings.knownFailures;
      document = settings.document;
      stop = settings.stop;
    }

    Settings settings() {
      return new Settings(
          target,
          isServerName,
          users,
          declared,
          selection,
          seed,
          parallel,
          timeout,
          totalTimeout,
          patience,
          maxRate,
          tls,
          knownFailures,
          document,
          stop);
    }
  }
}
