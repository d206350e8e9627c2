package io.todevice.spec.trace;

/**
 * A clause of behaviour that tests cite.
 *
 * @param id its identifier, for example {@code S1}
 * @param level how binding it is
 * @param title what it asks for, in a few words
 */
public record Clause(String id, Level level, String title) {

  /** How binding a clause is. */
  public enum Level {
    /** The specification demands it. */
    MUST,
    /** Every large homeserver does it, and clients rely on it. */
    PEER,
    /** Never a server error, a hang or a lost message. */
    ROBUST
  }
}
