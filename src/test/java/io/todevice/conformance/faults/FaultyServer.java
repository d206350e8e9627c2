package io.todevice.conformance.faults;

import io.todevice.faults.Fault;
import java.util.List;
import java.util.function.Supplier;

/**
 * A server with one fault.
 *
 * @param name what it is called
 * @param fault makes the fault, for one server
 * @param caughtBy which cases find it: each of them fails; more may
 */
record FaultyServer(String name, Supplier<Fault> fault, List<String> caughtBy) {

  FaultyServer {
    caughtBy = List.copyOf(caughtBy);
  }

  static FaultyServer of(String name, Supplier<Fault> fault, String... caughtBy) {
    return new FaultyServer(name, fault, List.of(caughtBy));
  }

  @Override
  public String toString() {
    return name;
  }
}
