package io.todevice.proof.sequences;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What each slot has been given, one after the other: tokens, or positions. */
final class History<T> {

  private final Map<Slot, List<T>> given = new HashMap<>();

  void add(Slot slot, T value) {
    given.computeIfAbsent(slot, key -> new ArrayList<>()).add(value);
  }

  /** Takes the latest back. */
  void removeLatest(Slot slot) {
    List<T> values = given.getOrDefault(slot, List.of());
    values.remove(values.size() - 1);
  }

  /** What was given {@code age} before the latest; empty where there was no such. */
  Optional<T> find(Slot slot, int age) {
    List<T> values = given.getOrDefault(slot, List.of());
    return age < values.size()
        ? Optional.of(values.get(values.size() - 1 - age))
        : Optional.empty();
  }
}
