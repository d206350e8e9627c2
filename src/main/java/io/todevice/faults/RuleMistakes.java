package io.todevice.faults;

import io.todevice.domain.UserId;
import io.todevice.text.OneLine;
import io.todevice.text.Suggestions;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Finds rules that could never match. */
final class RuleMistakes {

  private final FaultRule rule;
  private final int index;

  private RuleMistakes(FaultRule rule, int index) {
    this.rule = rule;
    this.index = index;
  }

  /**
   * Checks a rule.
   *
   * @param index which of several it is
   * @throws ImpossibleRuleException if it could never match
   */
  static void check(FaultRule rule, int index, Set<String> operations, Predicate<String> isUser) {
    RuleMistakes mistakes = new RuleMistakes(rule, index);
    mistakes.checkOperation(operations);
    mistakes.checkUser(isUser);
    if (rule.times() < 1) {
      throw mistakes.fault("times", "it may happen " + rule.times() + " times");
    }
    if (!(rule.probability() > 0 && rule.probability() <= 1)) {
      throw mistakes.fault(
          "probability", "a probability is above 0 and up to 1, not " + rule.probability());
    }
  }

  private void checkOperation(Set<String> operations) {
    String operation = rule.operation().orElse("");
    if (!operation.isEmpty() && !operations.contains(operation)) {
      throw fault(
          "operation",
          "there is no operation "
              + OneLine.quote(operation)
              + Suggestions.of(operation, operations));
    }
    Set<String> possible = rule.effect().operations();
    if (rule.eventType().isPresent()) {
      if (!possible.isEmpty() && !possible.contains(FaultRules.SEND)) {
        throw fault("eventType", "only requests of " + FaultRules.SEND + " have an event type");
      }
      possible = Set.of(FaultRules.SEND);
    }
    if (!possible.isEmpty() && !operation.isEmpty() && !possible.contains(operation)) {
      throw fault(
          rule.eventType().isPresent() ? "eventType" : "operation",
          "it is about " + String.join(" or ", new TreeSet<>(possible)) + ", not " + operation);
    }
  }

  private void checkUser(Predicate<String> isUser) {
    if (rule.device().isPresent() && rule.user().isEmpty()) {
      throw fault("device", "a device is one of a user, and there is none");
    }
    String user = rule.user().orElse("");
    if (rule.user().isPresent() && UserId.find(user).isEmpty()) {
      throw fault("user", OneLine.quote(user) + " is not a user ID like @alice:example.org");
    }
    if (rule.user().isPresent() && !isUser.test(user)) {
      throw fault("user", "there is no user " + OneLine.quote(user));
    }
  }

  private ImpossibleRuleException fault(String member, String reason) {
    return new ImpossibleRuleException(rule, index, member, reason);
  }
}
