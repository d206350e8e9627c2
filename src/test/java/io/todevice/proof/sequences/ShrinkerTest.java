package io.todevice.proof.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The shrinker")
class ShrinkerTest {

  private static final List<Integer> NUMBERS = IntStream.range(0, 100).boxed().toList();

  @Test
  @DisplayName("leaves out all that is not needed, wherever the rest stands")
  void leavesOut() {
    List<Integer> needed = List.of(3, 49, 50, 99);

    assertThat(shrinker(numbers -> numbers.containsAll(needed)).shrink(NUMBERS)).isEqualTo(needed);
  }

  @Test
  @DisplayName("goes on when leaving one step out makes another needless")
  void goesOn() {
    Shrinker<Integer> shrinker =
        shrinker(numbers -> numbers.contains(50) && (!numbers.contains(90) || numbers.contains(7)));

    assertThat(shrinker.shrink(NUMBERS)).containsExactly(50);
  }

  @Test
  @DisplayName("makes what is left simpler, and then leaves out what that made needless")
  void simplifies() {
    Shrinker<Integer> shrinker =
        new Shrinker<>(
            numbers -> numbers.stream().mapToInt(Integer::intValue).sum() >= 10,
            numbers ->
                numbers.get(0) > 10
                    ? Stream.of(numbers.stream().map(number -> number - 1).toList())
                    : Stream.empty());

    assertThat(shrinker.shrink(List.of(0, 30, 40))).containsExactly(10);
  }

  @Test
  @DisplayName("asks for a few hundred sequences at the most, not for all parts")
  void asksLittle() {
    List<Integer> asked = new ArrayList<>();
    shrinker(
            numbers -> {
              asked.add(numbers.size());
              return numbers.containsAll(List.of(10, 60));
            })
        .shrink(NUMBERS);

    assertThat(asked).hasSizeLessThan(200);
  }

  private static Shrinker<Integer> shrinker(java.util.function.Predicate<List<Integer>> fails) {
    return new Shrinker<>(fails, numbers -> Stream.empty());
  }
}
