package io.todevice.service.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.service.fixture.TestServices;
import io.todevice.service.limits.ClientNetwork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F1: The queue of passwords to hash")
class FairQueueTest {

  private final FairQueue<String> queue = new FairQueue<>();

  @Test
  @DisplayName("keeps the order of arrival among those who have one each")
  void order() {
    add("a", "alice", 1);
    add("b", "bob", 2);
    add("c", "carol", 3);

    assertThat(takeAll(3)).containsExactly("a", "b", "c");
  }

  @Test
  @DisplayName("lets an account with much behind it wait for its next turn, also in one network")
  void busyAccount() {
    for (int i = 0; i < 30; i++) {
      add("mallory" + i, "mallory", 1);
    }
    add("near", "alice", 1);
    add("far", "bob", 2);

    assertThat(takeAll(4)).contains("near", "far");
  }

  @Test
  @DisplayName("lets a network that names many accounts wait for its next turn")
  void busyNetwork() {
    for (int i = 0; i < 30; i++) {
      add("mallory" + i, "invented" + i, 1);
    }
    add("far", "bob", 2);

    assertThat(takeAll(2)).contains("far");
  }

  @Test
  @DisplayName("lets an account that is named from many networks wait for its next turn")
  void accountUnderAttack() {
    for (int i = 0; i < 30; i++) {
      add("guess" + i, "victim", i);
    }
    add("far", "bob", 100);

    assertThat(takeAll(2)).contains("far");
  }

  @Test
  @DisplayName("shares a network's turns among the accounts in it")
  void busyAccountsInOneNetwork() {
    for (int i = 0; i < 60; i++) {
      add("mallory" + i, "mallory" + i % 10, 1);
    }
    add("near", "alice", 1);

    assertThat(takeAll(11)).contains("near");
  }

  @Test
  @DisplayName("gives those who come again and again no turn before those who wait")
  void nobodyStarves() {
    add("patient1", "patient", 1);
    add("patient2", "patient", 1);
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      add("eager" + i, "eager" + i, 10 + i);
      taken.add(queue.take());
    }

    assertThat(taken).startsWith("patient1").contains("patient2");
  }

  @Test
  @DisplayName("drops the latest of whoever has most, and never the only one of another")
  void dropsTheHeaviest() {
    add("far", "bob", 2);
    add("mallory0", "mallory", 1);
    add("mallory1", "mallory", 1);
    add("near", "alice", 1);

    assertThat(queue.dropHeaviest()).isEqualTo("mallory1");
    assertThat(queue.dropHeaviest()).isEqualTo("near");
    assertThat(takeAll(2)).containsExactly("far", "mallory0");
  }

  @ParameterizedTest(name = "{displayName} (seed {0})")
  @ValueSource(ints = {1, 2, 3, 4, 5})
  @DisplayName("serves whoever has one waiting within a round of turns, in any crowd")
  void randomCrowd(int seed) {
    Random random = new Random(seed);
    Map<String, Integer> waitingSince = new HashMap<>();
    int mallorys = 1 + random.nextInt(4);
    int waiting = 0;
    for (int turn = 0; turn < 2_000; turn++) {
      for (; waiting < 64; waiting++) {
        String mallory = "mallory" + random.nextInt(mallorys);
        add(mallory, mallory, random.nextInt(3));
      }
      if (waitingSince.putIfAbsent("good", turn) == null) {
        add("good", "good", random.nextInt(4));
        waiting++;
      }
      String served = queue.take();
      waiting--;
      if (served.equals("good")) {
        int waited = turn - waitingSince.remove("good");
        assertThat(waited).isLessThanOrEqualTo((mallorys + 4) * (mallorys + 1));
      }
    }
  }

  private void add(String work, String account, int network) {
    queue.add(
        work,
        new HashRequester(
            Optional.of(TestServices.user(account)), new ClientNetwork(network, false)));
  }

  private List<String> takeAll(int count) {
    return Stream.generate(queue::take).limit(count).toList();
  }
}
