package io.todevice.proof.sequences;

import static org.assertj.core.api.Assertions.fail;

import io.todevice.proof.Quiet;
import io.todevice.proof.sequences.Comparison.Difference;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code -Dproof.seed=N} begins with another seed and runs only it, {@code -Dproof.sequences=N} so
 * many from there on.
 */
@DisplayName("Random sequences of requests")
@Tag("proof")
class RandomSequencesTest {

  private static final int LENGTH = 40;
  private static final long FIRST_SEED = Long.getLong("proof.seed", 1);
  private static final int SEQUENCES =
      Integer.getInteger("proof.sequences", System.getProperty("proof.seed") == null ? 80 : 1);

  @Test
  @DisplayName(
      "A1, A5, A6, S1, S2, S3, S4, T1, T2, T4, D1, D2, D3, D4, D5, D6, R5: every answer is the"
          + " model's, and at the end every device holds what the model's does")
  @SuppressWarnings("try") // one of them is only to be closed
  void answersAreTheModels() {
    try (Quiet quiet = new Quiet();
        Bench bench = new Bench()) {
      for (long seed = FIRST_SEED; seed < FIRST_SEED + SEQUENCES; seed++) {
        check(seed, bench);
      }
    }
  }

  static void check(long seed, Bench bench) {
    Comparison comparison = new Comparison(bench, Model::new);
    List<Command> commands = Sequences.make(seed, LENGTH);
    Optional<Difference> difference = comparison.find(commands);
    if (difference.isPresent()) {
      bench.hurry();
      List<Command> shortest = Failures.shrink(commands, comparison);
      fail(
          Failures.describe(
              seed, shortest, Failures.find(shortest, comparison).or(() -> difference)));
    }
  }
}
