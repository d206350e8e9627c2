package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB;
import static io.todevice.store.contract.Samples.TYPE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.device;
import static io.todevice.store.contract.Samples.number;
import static io.todevice.store.contract.Samples.only;
import static io.todevice.store.contract.Samples.tokens;
import static io.todevice.store.contract.WaitingStore.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.ToDeviceMessage;
import io.todevice.domain.UserId;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.InboxPage;
import io.todevice.store.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The bounds of a store while many use it at the same time. */
public interface ConcurrentBoundsContract extends StoreFixture {

  @Test
  @DisplayName("D1, D7: of many senders to a full inbox each message is read, waiting or counted")
  default void everyMessageIsAccountedFor() {
    int senders = 4;
    int each = many(500);
    WaitingStore on = on(Settings.NONE.with(StorageLimits.INBOX_MESSAGES, 32));
    on.signIn(ALICE_PHONE);
    List<Callable<List<ToDeviceMessage>>> tasks = new ArrayList<>();
    for (int i = 0; i < senders; i++) {
      UserId sender = new UserId("@sender" + i + ":example.org");
      tasks.add(() -> sendAll(on, sender, each));
    }
    tasks.add(() -> readFor(on, 300));

    List<ToDeviceMessage> read = new ArrayList<>(Together.run(tasks).get(senders));
    List<ToDeviceMessage> waiting = on.read(ALICE_PHONE).messages();
    read.addAll(waiting);

    assertThat(waiting).hasSizeLessThanOrEqualTo(32);
    // Some were read and dropped before the reader came back to acknowledge them.
    assertThat(read.size() + on.store().statistics().droppedInAll())
        .isGreaterThanOrEqualTo((long) senders * each);
    for (int i = 0; i < senders; i++) {
      UserId sender = new UserId("@sender" + i + ":example.org");
      assertThat(read.stream().filter(message -> message.sender().equals(sender)))
          .extracting(message -> number(message.content()))
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  @Test
  @DisplayName("Of many logins on new devices no more succeed than a user may have devices")
  default void loginsAreBounded() {
    WaitingStore on = on(Settings.NONE.with(StorageLimits.DEVICES_PER_USER, 5));

    List<Optional<Session>> outcomes =
        Together.run(
            16,
            i ->
                () ->
                    outcome(
                        on.store()
                            .devices()
                            .signIn(device(BOB, "D" + i), tokens(), Optional.empty())));

    assertThat(outcomes).filteredOn(Optional::isPresent).hasSize(5);
    assertThat(on.list(BOB)).hasSize(5);
  }

  private static List<ToDeviceMessage> sendAll(WaitingStore on, UserId sender, int count) {
    for (int i = 0; i < count; i++) {
      outcome(
          on.store()
              .messages()
              .send(Optional.empty(), sender, TYPE, Map.of(ALICE, only(ALICE_PHONE, content(i)))));
    }
    return List.of();
  }

  /** Reads and acknowledges so many times, and leaves nothing unread that it acknowledges. */
  private static List<ToDeviceMessage> readFor(WaitingStore on, int rounds) {
    List<ToDeviceMessage> received = new ArrayList<>();
    InboxPage page = on.read(ALICE_PHONE, Optional.empty(), 10);
    for (int i = 0; i < rounds; i++) {
      received.addAll(page.messages());
      page = on.read(ALICE_PHONE, Optional.of(page.next()), 10);
    }
    // The last page was not acknowledged: it waits, or is dropped.
    return received;
  }
}
