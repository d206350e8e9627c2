package io.todevice.strict.check;

import io.todevice.strict.journal.Rule;

/** Looks for violations of a few rules that belong together. */
interface Check {

  /** Takes the violations of one exchange. */
  @FunctionalInterface
  interface Findings {

    /**
     * Takes a violation.
     *
     * @param what what is wrong, as half a sentence, without anything that may be secret; the same
     *     for what is the same
     * @param pointer where in the request's body or inline filter, as a JSON pointer; or empty
     */
    void add(Rule rule, String what, String pointer);

    /** Takes one that is not about the body. */
    default void add(Rule rule, String what) {
      add(rule, what, "");
    }
  }

  /** Looks at an exchange. */
  void check(Examination seen, Findings findings);
}
