package io.todevice.spec.drift.compare;

import java.util.ArrayList;
import java.util.List;

/** Part of what differs between two schemas, with its place in them. */
sealed interface Difference permits Finding, Difference.OfShared {

  /** The same, seen from outside. */
  Difference inside(String... outer);

  /**
   * Whatever differs between two schemas that may stand at many places, or contain themselves. They
   * are compared once.
   */
  record OfShared(SharedPairs.Pair pair, List<String> path) implements Difference {
    public OfShared {
      path = List.copyOf(path);
    }

    @Override
    public OfShared inside(String... outer) {
      return new OfShared(pair, longer(path, outer));
    }
  }

  /** A place as it is called further outside. */
  static List<String> longer(List<String> path, String... outer) {
    List<String> longer = new ArrayList<>(List.of(outer));
    longer.addAll(path);
    return longer;
  }
}
