package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.content;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.todevice.store.InboxPage;
import io.todevice.store.InboxPosition;
import io.todevice.store.MessageStore.Watch;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Guarantees of {@link io.todevice.store.MessageStore#watch} against changes at the same moment.
 */
public interface ConcurrentWatchContract extends StoreFixture {

  @Test
  @DisplayName("D4: a reader that watches, looks and then waits misses no message")
  default void noWakeUpIsLost() {
    int messages = many(500);
    on().signIn(ALICE_PHONE);
    CyclicBarrier eachMessage = new CyclicBarrier(3);
    Callable<Integer> sender =
        () -> {
          for (int i = 0; i < messages; i++) {
            eachMessage.await(10, SECONDS);
            on().send(ALICE_PHONE, content(i));
          }
          return 0;
        };
    Callable<Integer> reader =
        () -> {
          InboxPosition position = on().read(ALICE_PHONE).next();
          for (int i = 0; i < messages; i++) {
            eachMessage.await(10, SECONDS);
            position = watchAndRead(position);
          }
          return (int) position.sequence();
        };
    Callable<Integer> others =
        () -> {
          for (int i = 0; i < messages; i++) {
            eachMessage.await(10, SECONDS);
            for (int j = 0; j < 10; j++) {
              store().messages().watch(on().incarnation(ALICE_PHONE), () -> {}).close();
            }
          }
          return 0;
        };

    assertThat(Together.run(List.of(sender, reader, others))).containsExactly(0, messages, 0);
  }

  @Test
  @DisplayName("D4: of many watches made at once, each is told")
  default void watchesMadeAtOnceAreAllTold() {
    int each = many(200);
    on().signIn(ALICE_PHONE);
    List<AtomicInteger> calls = Stream.generate(AtomicInteger::new).limit(4L * each).toList();

    Together.run(
        4,
        thread ->
            () -> {
              for (AtomicInteger count : calls.subList(thread * each, (thread + 1) * each)) {
                store().messages().watch(on().incarnation(ALICE_PHONE), () -> {}).close();
                store().messages().watch(on().incarnation(ALICE_PHONE), count::incrementAndGet);
              }
              return true;
            });
    on().send(ALICE_PHONE, content(1));

    await().untilAsserted(() -> assertThat(calls).allMatch(count -> count.get() > 0));
  }

  @Test
  @DisplayName("D4: one watch is told again and again, whatever watches come and go beside it")
  default void watchesComeAndGo() {
    int messages = many(500);
    on().signIn(ALICE_PHONE);
    Semaphore told = new Semaphore(0);
    Callable<Integer> others =
        () -> {
          for (int i = 0; i < messages * 5; i++) {
            store().messages().watch(on().incarnation(ALICE_PHONE), () -> {}).close();
          }
          return 0;
        };
    Callable<Integer> sender =
        () -> {
          int missed = 0;
          for (int i = 0; i < messages; i++) {
            on().send(ALICE_PHONE, content(i));
            missed += told.tryAcquire(5, SECONDS) ? 0 : 1;
          }
          return missed;
        };

    store().messages().watch(on().incarnation(ALICE_PHONE), told::release);

    assertThat(Together.run(List.of(others, sender))).containsExactly(0, 0);
  }

  /** Waits for one message as a long poll does, and returns the position after it. */
  private InboxPosition watchAndRead(InboxPosition since) throws InterruptedException {
    Semaphore told = new Semaphore(0);
    Watch watch = store().messages().watch(on().incarnation(ALICE_PHONE), told::release);
    InboxPage page = on().read(ALICE_PHONE, Optional.of(since), 1);
    if (page.messages().isEmpty()) {
      assertThat(told.tryAcquire(10, SECONDS)).as("woken for %s", since).isTrue();
      page = on().read(ALICE_PHONE, Optional.of(since), 1);
    }
    watch.close();
    assertThat(page.messages()).hasSize(1);
    return page.next();
  }
}
