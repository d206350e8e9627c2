package io.todevice.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How much the bodies of all requests may take up together. */
@DisplayName("The memory for bodies")
class MemoryTest {

  private final Memory memory = new Memory(100);

  @Test
  @DisplayName("S6: all of it can be taken, and not a byte more")
  void untilFull() {
    assertThat(memory.tryTake(40)).isTrue();
    assertThat(memory.tryTake(60)).isTrue();
    assertThat(memory.tryTake(1)).isFalse();
    assertThat(memory.tryTake(0)).isTrue();
    assertThat(memory.taken()).isEqualTo(100);
  }

  @Test
  @DisplayName("S6: what is refused takes nothing, however much it is")
  void refusedTakesNothing() {
    assertThat(memory.tryTake(99)).isTrue();
    assertThat(memory.tryTake(2)).isFalse();
    assertThat(memory.tryTake(Integer.MAX_VALUE)).isFalse();
    assertThat(memory.taken()).isEqualTo(99);
    assertThat(memory.tryTake(1)).isTrue();
  }

  @Test
  @DisplayName("S6: what is given back can be taken again")
  void givenBack() {
    assertThat(memory.tryTake(100)).isTrue();
    memory.giveBack(30);
    assertThat(memory.tryTake(31)).isFalse();
    assertThat(memory.tryTake(30)).isTrue();
    memory.giveBack(100);
    assertThat(memory.taken()).isZero();
  }

  @Test
  @DisplayName("S6: it may be more than an int counts")
  void large() {
    Memory large = new Memory(2L * Integer.MAX_VALUE);
    assertThat(large.tryTake(Integer.MAX_VALUE)).isTrue();
    assertThat(large.tryTake(Integer.MAX_VALUE)).isTrue();
    assertThat(large.tryTake(1)).isFalse();
  }

  @Test
  @DisplayName("S6: it is an eighth of the heap, or two of the longest bodies if that is more")
  void ofHeap() {
    long heap = Runtime.getRuntime().maxMemory();
    assertThat(allOf(Memory.ofHeap(1))).isEqualTo(heap / 8);
    int longest = (int) Math.min(Integer.MAX_VALUE, heap / 8);
    assertThat(allOf(Memory.ofHeap(longest))).isEqualTo(2L * longest);
  }

  private static long allOf(Memory memory) {
    for (int size = 1 << 30; size > 0; size /= 2) {
      while (memory.taken() < 1L << 50 && memory.tryTake(size)) {
        // Once more.
      }
    }
    return memory.taken();
  }

  @Test
  @DisplayName("S6: a client that asks for too much keeps nobody from what is left")
  void greedyNeighbour() throws InterruptedException {
    AtomicBoolean isDone = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Boolean> greedy =
        CompletableFuture.supplyAsync(
            () -> {
              boolean isTaken = false;
              while (!isDone.get()) {
                isTaken |= memory.tryTake(101);
                begun.countDown();
              }
              return isTaken;
            });
    begun.await();
    int refused = 0;
    for (int i = 0; i < 200_000; i++) {
      if (memory.tryTake(100)) {
        memory.giveBack(100);
      } else {
        refused++;
      }
    }
    isDone.set(true);
    assertThat(refused).isZero();
    assertThat(greedy.join()).isFalse();
    assertThat(memory.taken()).isZero();
  }
}
