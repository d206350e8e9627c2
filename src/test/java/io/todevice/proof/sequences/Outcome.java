package io.todevice.proof.sequences;

import java.util.List;

/**
 * What a command led to, in words that the model and the server have in common.
 *
 * @param errcode empty where there is none
 * @param details what else the answer tells, for a sync its messages
 */
record Outcome(int status, String errcode, List<String> details) {

  /** The answer of operations that tell nothing. */
  static final Outcome DONE = ok("{}");

  static final Outcome UNKNOWN_TOKEN = refused(401, "M_UNKNOWN_TOKEN");
  static final Outcome SOFT_LOGOUT = new Outcome(401, "M_UNKNOWN_TOKEN", List.of("soft_logout"));

  static Outcome ok(String... details) {
    return new Outcome(200, "", List.of(details));
  }

  static Outcome ok(List<String> details) {
    return new Outcome(200, "", List.copyOf(details));
  }

  static Outcome refused(int status, String errcode) {
    return new Outcome(status, errcode, List.of());
  }

  @Override
  public String toString() {
    return (status + " " + errcode).strip() + (details.isEmpty() ? "" : " " + details);
  }
}
