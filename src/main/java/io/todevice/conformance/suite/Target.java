package io.todevice.conformance.suite;

import io.todevice.conformance.client.Redactor;
import io.todevice.conformance.client.TargetClient;
import io.todevice.conformance.report.Capability;
import java.util.Optional;
import java.util.Set;

/**
 * The server under test, and what is known of it.
 *
 * @param client talks with it
 * @param accounts where users come from
 * @param redactor takes note of secrets
 * @param tokenPlace where it takes tokens
 * @param capabilities what it is able to do
 * @param stop stops it, if the kit may
 */
public record Target(
    TargetClient client,
    Accounts accounts,
    Redactor redactor,
    TokenPlace tokenPlace,
    Set<Capability> capabilities,
    Optional<ServerStop> stop) {

  /** Copies the set. */
  public Target {
    capabilities = Set.copyOf(capabilities);
  }
}
