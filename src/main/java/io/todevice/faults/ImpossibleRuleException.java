package io.todevice.faults;

/** A rule that could never match. Its message is one line. */
public final class ImpossibleRuleException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final int index;
  private final String member;
  private final String reason;

  ImpossibleRuleException(FaultRule rule, int index, String member, String reason) {
    super("a rule of " + rule.effect() + " can never match: " + reason);
    this.index = index;
    this.member = member;
    this.reason = reason;
  }

  /** Which of the rules that were given it is, from 0. */
  public int index() {
    return index;
  }

  /** The member that is wrong, as scripts name it. */
  public String member() {
    return member;
  }

  /** Why it could never match. */
  public String reason() {
    return reason;
  }
}
