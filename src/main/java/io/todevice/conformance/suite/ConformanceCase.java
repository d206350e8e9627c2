package io.todevice.conformance.suite;

import io.todevice.conformance.report.CaseInfo;

/**
 * A case.
 *
 * @param info what it is
 * @param body what it does
 */
public record ConformanceCase(CaseInfo info, Body body) {

  /** What a case does. */
  @FunctionalInterface
  public interface Body {
    /**
     * Acts, and throws {@link UnmetException} if the server does something else than expected.
     *
     * @throws InapplicableException if it cannot be run here
     * @throws Exception if the kit itself fails
     */
    void run(CaseContext context) throws Exception;
  }
}
