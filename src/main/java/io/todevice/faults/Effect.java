package io.todevice.faults;

import java.util.Map;
import java.util.Set;

/**
 * What a fault does to a request that a rule applies to.
 *
 * @param name what it is called, for example {@code answer-lost}
 * @param parameters what it was made with, by their names in scripts
 * @param operations the operations that it means something for; empty for all
 * @param fault does it
 */
public record Effect(
    String name, Map<String, Number> parameters, Set<String> operations, Fault fault) {

  /** Copies the collections. */
  public Effect {
    parameters = Map.copyOf(parameters);
    operations = Set.copyOf(operations);
  }

  /** An effect without parameters. */
  public Effect(String name, Set<String> operations, Fault fault) {
    this(name, Map.of(), operations, fault);
  }

  @Override
  public String toString() {
    return name;
  }
}
