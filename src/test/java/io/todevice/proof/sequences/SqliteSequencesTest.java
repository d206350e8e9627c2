package io.todevice.proof.sequences;

import io.todevice.proof.ProofServer;
import io.todevice.proof.Quiet;
import io.todevice.settings.StoreAddress;
import io.todevice.settings.StoreAddress.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Random sequences of requests, with everything in a file")
@Tag("proof")
class SqliteSequencesTest {

  private static final int SEQUENCES = 10;

  @TempDir Path directory;

  @Test
  @DisplayName(
      "A1, A5, A6, S1, S2, S3, S4, T1, T2, T4, D1, D2, D3, D4, D5, D6, P1, R5: every answer is the"
          + " model's, and at the end every device holds what the model's does")
  @SuppressWarnings("try") // one of them is only to be closed
  void answersAreTheModels() {
    StoreAddress file = new StoreAddress(Kind.SQLITE, directory.resolve("store").toString());
    try (Quiet quiet = new Quiet();
        Bench bench = new Bench(clock -> ProofServer.start(clock, file))) {
      for (long seed = 1; seed <= SEQUENCES; seed++) {
        RandomSequencesTest.check(seed, bench);
      }
    }
  }
}
