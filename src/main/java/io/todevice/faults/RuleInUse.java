package io.todevice.faults;

import io.todevice.domain.DeviceAddress;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A rule that holds, and how often it has matched. Safe for use by many threads. */
public final class RuleInUse {

  private final int id;
  private final FaultRule rule;
  private final Predicate<Optional<DeviceAddress>> isMeant;
  private final AtomicLong matched = new AtomicLong();
  private final AtomicInteger left;
  private final Random random;

  RuleInUse(int id, FaultRule rule, Predicate<Optional<DeviceAddress>> isMeant) {
    this.id = id;
    this.rule = rule;
    this.isMeant = isMeant;
    left = new AtomicInteger(rule.times());
    random = new Random(rule.seed());
  }

  /** A number that no other rule of the server has. */
  public int id() {
    return id;
  }

  /** The rule. */
  public FaultRule rule() {
    return rule;
  }

  /** How many requests it has matched that no rule before it changed, until it was over. */
  public long matched() {
    return matched.get();
  }

  /** How many of them its effect has changed. */
  public int happened() {
    return rule.times() - left.get();
  }

  Predicate<Optional<DeviceAddress>> isMeant() {
    return isMeant;
  }

  /** Whether its effect has happened as often as it may. */
  boolean isOver() {
    return left.get() == 0;
  }

  /** Counts a request that it matches. */
  void match() {
    matched.incrementAndGet();
  }

  /** Whether its effect happens now, to a request that it can change; then it is counted. */
  boolean take() {
    return (rule.probability() >= 1 || random.nextDouble() < rule.probability())
        && left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
  }
}
