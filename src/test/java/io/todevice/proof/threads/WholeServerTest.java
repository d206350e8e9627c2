package io.todevice.proof.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.proof.Quiet;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code -Dproof.seed=N} takes one seed, {@code -Dproof.seconds=N} another time for each. A seed
 * fixes what everybody does, and not who comes first.
 */
@DisplayName("Eight senders and four receivers at once")
@Tag("proof")
class WholeServerTest {

  private static final Duration TIME = Duration.ofSeconds(Long.getLong("proof.seconds", 4));

  static LongStream seeds() {
    Long seed = Long.getLong("proof.seed");
    return seed == null ? LongStream.rangeClosed(1, 3) : LongStream.of(seed);
  }

  @DisplayName(
      "S1, S2, S4, T1, T2, D1, D2, D3, D4, D7: nothing is lost, doubled, altered or out of order,"
          + " whoever repeats a request or drops a connection")
  @ParameterizedTest(name = "-Dproof.seed={0}")
  @MethodSource("seeds")
  @SuppressWarnings("try") // one of them is only to be closed
  void nothingIsLost(long seed, TestReporter reporter) throws InterruptedException {
    try (Quiet quiet = new Quiet();
        Scene scene = new Scene(seed)) {
      Report report = scene.play(TIME);

      reporter.publishEntry("report", report.toString());
      assertThat(report.delivered()).isPositive();
      assertThat(report.repeats()).isPositive();
      assertThat(report.rereads()).isPositive();
      assertThat(report.drops()).isPositive();
    }
  }
}
