package io.todevice.faults;

import io.todevice.domain.UserId;
import io.todevice.spec.model.ServedOperation;
import io.todevice.text.OneLine;
import io.todevice.text.Suggestions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/** Finds rules that could never match. Immutable. */
final class RuleMistakes {

  private final Set<String> operations = new TreeSet<>();
  private final Set<String> withoutToken = new HashSet<>();
  private final BiPredicate<String, Optional<String>> isKnown;

  /**
   * Knows these operations.
   *
   * @param isKnown says whether there is a user with this ID, and a device if one is given
   */
  RuleMistakes(List<ServedOperation> served, BiPredicate<String, Optional<String>> isKnown) {
    this.isKnown = isKnown;
    for (ServedOperation operation : served) {
      operations.add(operation.operationId());
      if (operation.security().isEmpty()) {
        withoutToken.add(operation.operationId());
      }
    }
  }

  /**
   * Checks a rule.
   *
   * @param index which of several it is
   * @throws ImpossibleRuleException if it could never match
   */
  void check(FaultRule rule, int index) {
    new Check(rule, index).run();
  }

  /** The check of one rule. */
  private final class Check {

    private final FaultRule rule;
    private final int index;

    Check(FaultRule rule, int index) {
      this.rule = rule;
      this.index = index;
    }

    void run() {
      checkOperation();
      checkUser();
      if (rule.times() < 1) {
        throw fault("times", "it may happen " + rule.times() + " times");
      }
      if (!(rule.probability() > 0 && rule.probability() <= 1)) {
        throw fault(
            "probability", "a probability is above 0 and up to 1, not " + rule.probability());
      }
    }

    private void checkOperation() {
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
      boolean needsToken =
          rule.user().isPresent() || rule.effect().condition() == Effect.Condition.TOKEN;
      if (needsToken && withoutToken.contains(operation)) {
        throw fault("operation", "requests of " + operation + " have no access token");
      }
    }

    private void checkUser() {
      if (rule.device().isPresent() && rule.user().isEmpty()) {
        throw fault("device", "a device is one of a user, and there is none");
      }
      String user = rule.user().orElse("");
      if (rule.user().isPresent() && UserId.find(user).isEmpty()) {
        throw fault("user", OneLine.quote(user) + " is not a user ID like @alice:example.org");
      }
      if (rule.user().isPresent() && !isKnown.test(user, Optional.empty())) {
        throw fault("user", "there is no user " + OneLine.quote(user));
      }
      if (rule.device().isPresent() && !isKnown.test(user, rule.device())) {
        throw fault("device", "the user has no device " + OneLine.quote(rule.device().get()));
      }
    }

    private ImpossibleRuleException fault(String member, String reason) {
      return new ImpossibleRuleException(rule, index, member, reason);
    }
  }
}
