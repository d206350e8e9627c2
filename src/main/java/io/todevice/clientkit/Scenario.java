package io.todevice.clientkit;

import io.todevice.conformance.report.CaseId;
import io.todevice.conformance.report.CaseInfo;
import java.util.Set;

/**
 * Something that a client goes through, and is judged by.
 *
 * @param info what it is
 * @param needs without which abilities the client cannot go through it
 * @param script what happens
 */
record Scenario(CaseInfo info, Set<ClientAbility> needs, Script script) {

  /** Copies the set. */
  Scenario {
    needs = Set.copyOf(needs);
  }

  /** Whether the server has to look for violations of the specification. */
  boolean isStrict() {
    return info.clause().equals(CaseId.DERIVED);
  }

  /** What happens, and what is expected. */
  @FunctionalInterface
  interface Script {

    /**
     * Runs it.
     *
     * @throws io.todevice.conformance.suite.UnmetException if the client does something else than
     *     what is expected
     */
    void run(Stage stage) throws InterruptedException;
  }
}
