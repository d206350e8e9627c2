package io.todevice.proof.sequences;

import io.todevice.proof.sequences.Comparison.Difference;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes a failing sequence short and says it in words. */
final class Failures {

  private Failures() {}

  static List<Command> shrink(List<Command> failing, Comparison comparison) {
    return new Shrinker<Command>(
            commands -> comparison.find(commands).isPresent(), Simplification::of)
        .shrink(failing);
  }

  static String describe(long seed, List<Command> commands, Optional<Difference> difference) {
    String steps =
        IntStream.range(0, commands.size())
            .mapToObj(i -> "%3d  %s".formatted(i + 1, commands.get(i)))
            .collect(Collectors.joining("\n"));
    return "the server differs from the model; again with -Dproof.seed=%d; %d commands:%n%s%n=> %s"
        .formatted(seed, commands.size(), steps, difference.map(Difference::toString).orElse("?"));
  }
}
