package io.todevice.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.store.Eviction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Evicting the messages of a user")
class EvictionTest {

  /** A message with its place in the inbox of the device. */
  private record Message(int sender, int device, int place, long weight) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  @DisplayName("F2: the heaviest sender loses from the fullest inbox, there the oldest first")
  void fullestInbox(long seed) {
    for (int round = 0; round < 200; round++) {
      Random random = new Random(1_000 * seed + round);
      // Equal weights, so that much is equally heavy, in half of the rounds.
      int weights = random.nextBoolean() ? 1 : 50;
      List<Message> waiting = new ArrayList<>();
      for (int place = 0; place < 30; place++) {
        waiting.add(
            new Message(random.nextInt(3), random.nextInt(4), place, 1 + random.nextInt(weights)));
      }
      Eviction<Message> eviction =
          new Eviction<>(Message::sender, Message::device, Message::weight);
      waiting.forEach(eviction::add);
      int left = random.nextInt(waiting.size());

      eviction.run(() -> waiting.size() == left, lost -> evict(waiting, lost));

      assertThat(waiting).hasSize(left);
    }
  }

  private static void evict(List<Message> waiting, Message lost) {
    List<Message> ofSender = only(waiting, Message::sender, lost);
    List<Message> ofLane = only(ofSender, Message::device, lost);
    for (Message other : waiting) {
      assertThat(weight(ofSender))
          .isGreaterThanOrEqualTo(weight(only(waiting, Message::sender, other)));
    }
    for (Message other : ofSender) {
      assertThat(weight(only(waiting, Message::device, lost)))
          .isGreaterThanOrEqualTo(weight(only(waiting, Message::device, other)));
    }
    assertThat(ofLane).first().isEqualTo(lost);
    waiting.remove(lost);
  }

  private static List<Message> only(
      List<Message> messages, Function<Message, Integer> property, Message like) {
    return messages.stream()
        .filter(each -> property.apply(each).equals(property.apply(like)))
        .toList();
  }

  private static long weight(List<Message> messages) {
    return messages.stream().mapToLong(Message::weight).sum();
  }
}
