package io.todevice.proof.sequences;

import io.todevice.proof.sequences.Command.Send;
import io.todevice.proof.sequences.Comparison.Difference;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes a failing sequence short and says it in words. */
final class Failures {

  /** How often a sequence is tried whose outcome may depend on who comes first. */
  private static final int TRIES = 10;

  private Failures() {}

  static List<Command> shrink(List<Command> failing, Comparison comparison) {
    return new Shrinker<Command>(
            commands -> find(commands, comparison).isPresent(), Simplification::of)
        .shrink(failing);
  }

  /** The first difference, in any of several tries where requests are sent at the same time. */
  static Optional<Difference> find(List<Command> commands, Comparison comparison) {
    return Stream.generate(() -> comparison.find(commands))
        .limit(commands.stream().anyMatch(Failures::isARace) ? TRIES : 1)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static boolean isARace(Command command) {
    return command instanceof Send send && send.copies() > 1;
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
