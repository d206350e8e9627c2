package io.todevice.clientkit;

import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.run.KnownFailures;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is run, and how.
 *
 * @param client the client
 * @param selection which scenarios
 * @param without abilities that the client lacks, whatever it says itself
 * @param parallel how many scenarios run at once; a person can do one
 * @param limit how long the client may take for each step
 * @param totalTimeout when no further scenario is begun
 * @param knownFailures scenarios that are known to fail
 */
public record ClientSettings(
    ClientUnderTest client,
    Predicate<CaseInfo> selection,
    Set<ClientAbility> without,
    int parallel,
    Duration limit,
    Duration totalTimeout,
    KnownFailures knownFailures) {

  /** Copies the set. */
  public ClientSettings {
    without = Set.copyOf(without);
  }
}
