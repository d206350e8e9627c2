package io.todevice.proof.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.todevice.store.postgres.TestDatabases;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code -Dcrash.kills=N} kills so often, {@code -Dcrash.seed=N} takes another seed. A seed fixes
 * what everybody does, and not when the kernel ends the process.
 */
@DisplayName("A server that is killed at random moments, and started again")
@Tag("proof")
class CrashIT {

  private static final long SEED = Long.getLong("crash.seed", 1);
  private static final int KILLS = Integer.getInteger("crash.kills", 2);

  @RegisterExtension final TestDatabases databases = new TestDatabases();
  @TempDir Path directory;

  @Test
  @DisplayName("P1, P2, T1, T4: keeps everything in SQLite, once and in order")
  void sqlite(TestReporter reporter) throws Exception {
    play(sqliteFile(), KILLS, Optional.empty(), reporter);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("P1, P2, T1, T4: the same where the power goes, with all that was not flushed")
  void powerLoss(TestReporter reporter) throws Exception {
    PowerLoss power = PowerLoss.of(directory.resolve("messages.db"));
    play(sqliteFile(), KILLS, Optional.of(power), reporter);
  }

  @Test
  @DisplayName("P1, P2, T1, T4: keeps everything in PostgreSQL, once and in order")
  void postgres(TestReporter reporter) throws Exception {
    play(databases.create(), KILLS, Optional.empty(), reporter);
  }

  @Test
  @DisplayName("is found to have lost everything in memory")
  void memory(TestReporter reporter) {
    assertThatThrownBy(() -> play("memory", 1, Optional.empty(), reporter))
        .hasMessageContaining("M_UNKNOWN_TOKEN");
  }

  private String sqliteFile() {
    return "sqlite:" + directory.resolve("messages.db");
  }

  private void play(String store, int kills, Optional<PowerLoss> power, TestReporter reporter)
      throws Exception {
    try (CrashScene scene = new CrashScene(SEED, store, directory, power)) {
      assertThat(scene.play(kills)).as("%s", scene).isEmpty();
      reporter.publishEntry("report", kills + " kills, " + scene);
    }
  }
}
