package io.todevice.strict.journal;

import java.time.Instant;

/**
 * A violation, and how often it was seen.
 *
 * @param violation the violation
 * @param first when it was seen first
 * @param last when it was seen last
 * @param count how often
 */
public record JournalEntry(Violation violation, Instant first, Instant last, long count) {}
