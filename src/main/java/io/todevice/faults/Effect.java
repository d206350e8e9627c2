package io.todevice.faults;

import java.util.Set;

/**
 * What a fault does to a request that a rule applies to.
 *
 * @param name what it is called, for example {@code answer-lost}
 * @param operations the operations that it means something for; empty for all
 * @param fault does it
 */
public record Effect(String name, Set<String> operations, Fault fault) {

  /** Copies the set. */
  public Effect {
    operations = Set.copyOf(operations);
  }

  @Override
  public String toString() {
    return name;
  }
}
