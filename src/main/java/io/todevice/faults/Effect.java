package io.todevice.faults;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;

/**
 * What a fault does to a request that a rule applies to.
 *
 * @param name what it is called, for example {@code answer-lost}
 * @param parameters what it was made with, by their names in scripts
 * @param operations the operations that it means something for; empty for all
 * @param condition which of their requests it changes
 * @param fault does it
 */
public record Effect(
    String name,
    Map<String, Number> parameters,
    Set<String> operations,
    Condition condition,
    Fault fault) {

  /** Which requests an effect changes. */
  public enum Condition {
    /** All of them. */
    ANY,
    /** Those with an access token. */
    TOKEN,
    /** Syncs with a position. */
    SINCE,
    /** Sends of a transaction that the server has carried out. */
    REPEATED_SEND,
    /** The effect finds out, and asks {@link Fault.Upstream#mayHappen} before each change. */
    ASKS
  }

  /** Copies the collections. */
  public Effect {
    requireNonNull(name, "name");
    parameters = Map.copyOf(requireNonNull(parameters, "parameters"));
    operations = Set.copyOf(requireNonNull(operations, "operations"));
    requireNonNull(condition, "condition");
    requireNonNull(fault, "fault");
  }

  /** An effect without parameters that changes every request. */
  public Effect(String name, Set<String> operations, Fault fault) {
    this(name, Map.of(), operations, Condition.ANY, fault);
  }

  @Override
  public String toString() {
    return name;
  }
}
