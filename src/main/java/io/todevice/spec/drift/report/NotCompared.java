package io.todevice.spec.drift.report;

import java.util.Comparator;

/**
 * What could not be compared.
 *
 * @param subject what it is: the ID of an operation, a path, or a file
 * @param reason the file, the place in it, and what is wrong there
 * @param mayHideChange whether it may have changed; not where an operation is new or gone anyway,
 *     or where both revisions name the same security schemes that neither defines
 */
public record NotCompared(String subject, String reason, boolean mayHideChange) {

  /** By subject. */
  public static final Comparator<NotCompared> ORDER =
      Comparator.comparing(NotCompared::subject).thenComparing(NotCompared::reason);
}
