package io.todevice.testing;

import static java.util.Objects.requireNonNull;

import io.todevice.domain.DeviceAddress;
import io.todevice.faults.FaultRule;
import io.todevice.faults.FaultRules;
import io.todevice.faults.FaultScript;
import io.todevice.faults.RuleInUse;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The faults of a server in a test. On a shared server those of one test happen to its own users
 * only, and end with it.
 */
public final class Faults {

  private final FaultRules rules;
  private final Predicate<Optional<DeviceAddress>> isMeant;

  Faults(FaultRules rules, Scope scope) {
    this.rules = rules;
    isMeant =
        scope.isAll()
            ? FaultRules.EVERYBODY
            : caller -> caller.filter(known -> scope.owns(known.user().value())).isPresent();
  }

  /**
   * From now on these rules hold too. The first rule that matches a request and applies to it
   * happens; those that were added first are asked first.
   *
   * @return the rules in use, in the same order: each counts the requests that it has {@linkplain
   *     RuleInUse#matched matched}, and how often its effect has {@linkplain RuleInUse#happened
   *     happened}
   * @throws IllegalArgumentException if one of them could never match, for example because there is
   *     no such operation or user; then none of them holds
   */
  public List<RuleInUse> add(FaultRule... added) {
    requireNonNull(added, "added");
    for (int i = 0; i < added.length; i++) {
      requireNonNull(added[i], "added[" + i + "]");
    }
    return rules.add(isMeant, List.of(added));
  }

  /**
   * The same with the rules of a script.
   *
   * @throws io.todevice.faults.FaultScriptException if one of them could never match; then none of
   *     them holds
   */
  public List<RuleInUse> add(FaultScript script) {
    return requireNonNull(script, "script").addTo(rules, isMeant);
  }

  /** Ends the faults that were added here. */
  public void clear() {
    rules.remove(isMeant);
  }
}
