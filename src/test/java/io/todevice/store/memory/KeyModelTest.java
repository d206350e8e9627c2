package io.todevice.store.memory;

import static io.todevice.store.contract.KeySamples.fallback;
import static io.todevice.store.contract.KeySamples.identity;
import static io.todevice.store.contract.KeySamples.oneTime;
import static io.todevice.store.contract.Samples.device;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.UserId;
import io.todevice.settings.Settings;
import io.todevice.store.KeyNews;
import io.todevice.store.KeyPosition;
import io.todevice.store.contract.KeySamples;
import io.todevice.store.contract.WaitingStore;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random sequences of operations on keys, held against a model that is a few maps. */
class KeyModelTest {

  private static final List<DeviceAddress> DEVICES =
      IntStream.range(0, 6)
          .mapToObj(i -> device(new UserId("@user" + i / 2 + ":example.org"), "D" + i % 2))
          .toList();

  /** What a device has published. */
  private static final class Published {
    private final Deque<String> oneTimeKeys = new ArrayDeque<>();
    private Optional<String> fallback = Optional.empty();
    private boolean isFallbackUsed;
    private Optional<String> identity = Optional.empty();
    private long claims;
  }

  private final Map<DeviceAddress, Published> devices = new HashMap<>();
  private final Map<UserId, Set<UserId>> follows = new HashMap<>();

  /** By device, who has changed since its position while followed. */
  private final Map<DeviceAddress, Set<UserId>> changed = new HashMap<>();

  /** By device, who has changed since its position, followed then or only later. */
  private final Map<DeviceAddress, Set<UserId>> changedAtAll = new HashMap<>();

  private final Map<DeviceAddress, KeyPosition> positions = new HashMap<>();
  private int nextKey;

  static IntStream seeds() {
    return IntStream.range(0, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @DisplayName("K3, K5 to K7, K10: a store shows what the model shows, whatever came before")
  void sameAsTheModel(int seed) {
    Random random = new Random(seed);
    try (MemoryStore store = new MemoryStore(Settings.NONE, InstantSource.system())) {
      KeySamples keys = new KeySamples(store);
      WaitingStore on = new WaitingStore(store);
      for (int step = 0; step < 300; step++) {
        DeviceAddress device = DEVICES.get(random.nextInt(DEVICES.size()));
        DeviceAddress other = DEVICES.get(random.nextInt(DEVICES.size()));
        if (!devices.containsKey(device)) {
          on.signIn(device);
          devices.put(device, new Published());
          changed.put(device, new HashSet<>());
          changedAtAll.put(device, new HashSet<>());
          positions.put(device, keys.position(device));
        }
        switch (random.nextInt(8)) {
          case 0, 1 -> upload(keys, device, 1 + random.nextInt(3));
          case 2 -> uploadFallback(keys, device);
          case 3 -> uploadIdentity(keys, device, "i" + random.nextInt(3));
          case 4, 5 -> claim(keys, device, other);
          case 6 -> follow(keys, device, other.user());
          default -> {
            if (random.nextInt(4) == 0) {
              delete(on, device);
            }
          }
        }
        if (devices.containsKey(device)) {
          look(keys, device, random.nextBoolean());
        }
      }
    }
  }

  private void upload(KeySamples keys, DeviceAddress device, int count) {
    for (int i = 0; i < count; i++) {
      String id = "k" + nextKey++;
      keys.upload(device, oneTime(id));
      published(device).oneTimeKeys.add(id);
    }
  }

  private void uploadFallback(KeySamples keys, DeviceAddress device) {
    String id = "f" + nextKey++;
    keys.upload(device, fallback(id));
    published(device).fallback = Optional.of(id);
    published(device).isFallbackUsed = false;
  }

  private void uploadIdentity(KeySamples keys, DeviceAddress device, String value) {
    keys.upload(device, identity(value));
    if (!published(device).identity.equals(Optional.of(value))) {
      published(device).identity = Optional.of(value);
      change(device.user());
    }
  }

  private void claim(KeySamples keys, DeviceAddress claimer, DeviceAddress owner) {
    Optional<String> expected = Optional.empty();
    Published of = devices.get(owner);
    if (of != null && !of.oneTimeKeys.isEmpty()) {
      expected = Optional.of(of.oneTimeKeys.remove());
      of.claims++;
    } else if (of != null) {
      expected = of.fallback;
      if (of.fallback.isPresent() && !of.isFallbackUsed) {
        of.isFallbackUsed = true;
        of.claims++;
      }
    }
    assertThat(keys.claim(claimer, owner)).isEqualTo(expected);
  }

  private void follow(KeySamples keys, DeviceAddress device, UserId user) {
    keys.query(device, user);
    follows.computeIfAbsent(device.user(), key -> new HashSet<>()).add(user);
  }

  private void delete(WaitingStore on, DeviceAddress device) {
    on.delete(device);
    Published deleted = devices.remove(device);
    changed.remove(device);
    changedAtAll.remove(device);
    if (deleted.identity.isPresent()) {
      change(device.user());
    }
    if (devices.keySet().stream().noneMatch(left -> left.user().equals(device.user()))) {
      // Of a user without an account and a device nothing is left.
      follows.remove(device.user());
    }
  }

  private void look(KeySamples keys, DeviceAddress device, boolean moves) {
    KeyNews news = keys.news(device, of(positions, device));
    Set<UserId> allowed = new HashSet<>(of(changedAtAll, device));
    allowed.removeIf(user -> !isFollowed(device, user));
    assertThat(allowed).containsAll(news.changed());
    assertThat(news.changed()).doesNotHaveDuplicates().containsAll(of(changed, device));
    Published own = published(device);
    assertThat(news.counts().oneTimeKeys().getOrDefault(KeySamples.CURVE, 0))
        .isEqualTo(own.oneTimeKeys.size());
    assertThat(news.counts().unusedFallbackTypes())
        .hasSize(own.fallback.isPresent() && !own.isFallbackUsed ? 1 : 0);
    assertThat(news.position().claims()).isEqualTo(own.claims);
    if (moves) {
      positions.put(device, news.position());
      of(changed, device).clear();
      of(changedAtAll, device).clear();
    }
  }

  private void change(UserId user) {
    for (DeviceAddress device : devices.keySet()) {
      of(changedAtAll, device).add(user);
      if (isFollowed(device, user)) {
        of(changed, device).add(user);
      }
    }
  }

  private boolean isFollowed(DeviceAddress follower, UserId user) {
    return follower.user().equals(user)
        || follows.getOrDefault(follower.user(), Set.of()).contains(user);
  }

  private Published published(DeviceAddress device) {
    return of(devices, device);
  }

  private static <T> T of(Map<DeviceAddress, T> map, DeviceAddress device) {
    return requireNonNull(map.get(device));
  }
}
