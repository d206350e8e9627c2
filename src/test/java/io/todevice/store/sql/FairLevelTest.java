package io.todevice.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("F1: The level above which everybody loses")
class FairLevelTest {

  @Test
  @DisplayName("is none while there is room for all")
  void room() {
    assertThat(levelOf(60, 10, 20, 30)).isEqualTo(FairLevel.NONE);
    assertThat(levelOf(0)).isEqualTo(FairLevel.NONE);
  }

  @Test
  @DisplayName("leaves alone who has less than an equal share, and gives the others equal shares")
  void equalShares() {
    assertThat(levelOf(59, 10, 20, 30)).isEqualTo(29);
    assertThat(levelOf(30, 10, 20, 30)).isEqualTo(10);
    assertThat(levelOf(2, 10, 20, 30)).isZero();
    assertThat(levelOf(1_010, 10, Long.MAX_VALUE / 2)).isEqualTo(1_000);
  }

  @Test
  @DisplayName("uses the room, but for a sixteenth at the most, and never more")
  void close() {
    Random random = new Random(1);
    for (int round = 0; round < 2_000; round++) {
      int size = 1 + random.nextInt(50);
      long[] amounts =
          LongStream.generate(() -> 1 + (random.nextLong() >>> 24 + random.nextInt(40)))
              .limit(size)
              .toArray();
      long total = Arrays.stream(amounts).sum();
      long room = (long) (total * random.nextDouble() * 0.99);

      long level = levelOf(room, amounts);

      assertThat(kept(amounts, level)).isLessThanOrEqualTo(room);
      assertThat(kept(amounts, level + level / 15 + 1)).isGreaterThan(room);
    }
  }

  private static long levelOf(long room, long... amounts) {
    FairLevel level = new FairLevel();
    Arrays.stream(amounts).forEach(level::add);
    assertThat(level.total()).isEqualTo(Arrays.stream(amounts).sum());
    return level.of(room);
  }

  private static long kept(long[] amounts, long level) {
    return Arrays.stream(amounts).map(amount -> Math.min(amount, level)).sum();
  }
}
