package io.todevice.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The push rules of a user. Immutable.
 *
 * @param byKind the rules of each kind, the most important first
 */
public record PushRules(Map<PushRuleKind, List<PushRule>> byKind) {

  /** The rule that switches all others off; nothing comes before it. */
  private static final String MASTER = ".m.rule.master";

  /** Copies the collections; every kind is there. */
  public PushRules {
    Map<PushRuleKind, List<PushRule>> copy = new EnumMap<>(PushRuleKind.class);
    for (PushRuleKind kind : PushRuleKind.values()) {
      copy.put(kind, List.copyOf(byKind.getOrDefault(kind, List.of())));
    }
    byKind = Collections.unmodifiableMap(copy);
  }

  /** The rules of a kind. */
  public List<PushRule> list(PushRuleKind kind) {
    return byKind.getOrDefault(kind, List.of());
  }

  /** A rule. */
  public Optional<PushRule> find(PushRuleKind kind, String id) {
    return list(kind).stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  /** The same with one rule changed. */
  public PushRules change(PushRuleKind kind, String id, UnaryOperator<PushRule> change) {
    return with(
        kind,
        list(kind).stream().map(rule -> rule.id().equals(id) ? change.apply(rule) : rule).toList());
  }

  /** The same without a rule. */
  public PushRules without(PushRuleKind kind, String id) {
    return with(kind, list(kind).stream().filter(rule -> !rule.id().equals(id)).toList());
  }

  /** The same with another rule, before or after one that is there. */
  public PushRules insert(PushRuleKind kind, PushRule added, String neighbour, boolean isBefore) {
    List<PushRule> rules = new ArrayList<>();
    for (PushRule rule : list(kind)) {
      boolean isPlace = rule.id().equals(neighbour);
      if (isPlace && isBefore) {
        rules.add(added);
      }
      rules.add(rule);
      if (isPlace && !isBefore) {
        rules.add(added);
      }
    }
    return with(kind, rules);
  }

  /** The same with another rule as the most important one of its kind. */
  public PushRules insertFirst(PushRuleKind kind, PushRule added) {
    if (find(kind, MASTER).isPresent()) {
      return insert(kind, added, MASTER, false);
    }
    List<PushRule> rules = new ArrayList<>(list(kind));
    rules.add(0, added);
    return with(kind, rules);
  }

  private PushRules with(PushRuleKind kind, List<PushRule> rules) {
    Map<PushRuleKind, List<PushRule>> others = new EnumMap<>(byKind);
    others.put(kind, rules);
    return new PushRules(others);
  }
}
