package io.todevice.spec.drift.report;

import java.time.LocalDate;
import java.util.Optional;

/**
 * That somebody has accepted a change, so that it does not count any more.
 *
 * @param reason why
 * @param expires the last day on which it holds; empty if it holds for good
 */
public record Acceptance(String reason, Optional<LocalDate> expires) {}
