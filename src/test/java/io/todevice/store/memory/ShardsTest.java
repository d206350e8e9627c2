package io.todevice.store.memory;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.todevice.domain.MonotonicClock;
import io.todevice.domain.UserId;
import io.todevice.settings.Settings;
import io.todevice.store.Watches;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShardsTest {

  @Test
  @DisplayName("Users spread evenly over the shards")
  void usersSpread() {
    Shards shards = new Shards(Settings.NONE, new MonotonicClock(), 16, new Watches());

    IntStream.range(0, 1_600)
        .forEach(
            i -> {
              UserId user = new UserId("@user" + i + ":example.org");
              try (LockedShards locked = shards.lock(user)) {
                locked.findOrAdd(user);
              }
            });

    assertThat(IntStream.range(0, 16).map(i -> shards.get(i).users.size()))
        .allMatch(size -> size > 50 && size < 200);
  }

  @Test
  @DisplayName("A user whose shard was not asked for can't be touched")
  void usersOutsideAreRefused() {
    Shards shards = new Shards(Settings.NONE, new MonotonicClock(), 1 << 16, new Watches());

    try (LockedShards locked = shards.lock(List.of(ALICE))) {
      assertThat(locked.find(ALICE)).isNull();
      assertThatIllegalStateException().isThrownBy(() -> locked.find(BOB));
    }
  }

  @Test
  @DisplayName("Every shard is free again afterwards, however often it was named")
  void everyShardIsFreed() {
    Shards shards = new Shards(Settings.NONE, new MonotonicClock(), 2, new Watches());

    LockedShards locked = shards.lock(List.of(ALICE, BOB, ALICE, BOB));
    assertThat(shards.of(ALICE).lock.isHeldByCurrentThread()).isTrue();
    assertThat(shards.of(BOB).lock.isHeldByCurrentThread()).isTrue();
    locked.close();

    assertThat(shards.get(0).lock.isLocked()).isFalse();
    assertThat(shards.get(1).lock.isLocked()).isFalse();
  }

  @Test
  @DisplayName("A number of shards that is no power of two is refused")
  void numberIsAPowerOfTwo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shards(Settings.NONE, new MonotonicClock(), 12, new Watches()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shards(Settings.NONE, new MonotonicClock(), 0, new Watches()));
  }
}
