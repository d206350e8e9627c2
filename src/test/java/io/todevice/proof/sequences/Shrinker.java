package io.todevice.proof.sequences;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Makes a failing sequence short: by leaving out halves, quarters and so on down to single steps,
 * and by making what is left simpler, as long as it still fails.
 *
 * @param <T> a step
 */
final class Shrinker<T> {

  private final Predicate<List<T>> fails;
  private final Function<List<T>, Stream<List<T>>> simpler;

  /**
   * A shrinker.
   *
   * @param fails whether a sequence fails, which may be asked often
   * @param simpler sequences as long as the given one that are simpler; whoever always takes one of
   *     them must come to an end
   */
  Shrinker(Predicate<List<T>> fails, Function<List<T>, Stream<List<T>>> simpler) {
    this.fails = fails;
    this.simpler = simpler;
  }

  /** A part of a failing sequence, simplified, of which no step can be left out. */
  List<T> shrink(List<T> failing) {
    List<T> shortest = leaveOut(failing);
    Optional<List<T>> next = simplify(shortest);
    while (next.isPresent()) {
      shortest = leaveOut(next.get());
      next = simplify(shortest);
    }
    return shortest;
  }

  private Optional<List<T>> simplify(List<T> sequence) {
    return simpler.apply(sequence).filter(fails).findFirst();
  }

  private List<T> leaveOut(List<T> failing) {
    List<T> rest = failing;
    int before;
    do {
      before = rest.size();
      for (int chunk = Math.max(1, before / 2); chunk >= 1; chunk /= 2) {
        rest = leaveOut(rest, chunk);
      }
    } while (rest.size() < before);
    return rest;
  }

  /** From the end, because the steps that others build on stand at the beginning. */
  private List<T> leaveOut(List<T> failing, int chunk) {
    List<T> rest = failing;
    for (int end = rest.size(); end > 0; end -= chunk) {
      int from = Math.max(0, end - chunk);
      List<T> without = new ArrayList<>(rest.subList(0, from));
      without.addAll(rest.subList(Math.min(end, rest.size()), rest.size()));
      if (fails.test(without)) {
        rest = without;
      }
    }
    return rest;
  }
}
