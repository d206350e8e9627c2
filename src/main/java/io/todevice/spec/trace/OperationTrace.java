package io.todevice.spec.trace;

import java.util.List;

/**
 * What belongs to one operation.
 *
 * @param implementations the names of the classes that implement it
 * @param clauses the identifiers of the clauses that it must keep
 * @param tests the tests that cite one of these clauses, each as {@code class#method}
 */
public record OperationTrace(
    List<String> implementations, List<String> clauses, List<String> tests) {

  /** An operation that this project has nothing for. */
  public static final OperationTrace NONE = new OperationTrace(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public OperationTrace {
    implementations = List.copyOf(implementations);
    clauses = List.copyOf(clauses);
    tests = List.copyOf(tests);
  }
}
