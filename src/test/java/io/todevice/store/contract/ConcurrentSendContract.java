package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.TYPE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.number;
import static io.todevice.store.contract.Samples.only;
import static io.todevice.store.contract.WaitingStore.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.ToDeviceMessage;
import io.todevice.domain.UserId;
import io.todevice.store.InboxPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Guarantees of {@link io.todevice.store.MessageStore} while many send to one device that reads.
 */
public interface ConcurrentSendContract extends StoreFixture {

  @Test
  @DisplayName("D1, D2, D7: many senders, a reader that acknowledges: all come once, in order")
  default void readerKeepsUpWithManySenders() {
    int senders = 4;
    int each = many(500);
    on().signIn(ALICE_PHONE);
    List<Callable<List<ToDeviceMessage>>> tasks = new ArrayList<>();
    for (int i = 0; i < senders; i++) {
      UserId sender = new UserId("@sender" + i + ":example.org");
      tasks.add(
          () -> {
            for (int number = 0; number < each; number++) {
              sendAs(sender, number);
            }
            return List.of();
          });
    }
    tasks.add(() -> drain(ALICE_PHONE, senders * each));

    List<ToDeviceMessage> received = Together.run(tasks).get(senders);

    assertThat(received).hasSize(senders * each);
    for (int i = 0; i < senders; i++) {
      UserId sender = new UserId("@sender" + i + ":example.org");
      assertThat(received)
          .filteredOn(message -> message.sender().equals(sender))
          .extracting(message -> number(message.content()))
          .isEqualTo(IntStream.range(0, each).boxed().toList());
    }
    assertThat(on().inbox(ALICE_PHONE)).isEmpty();
  }

  private void sendAs(UserId sender, int number) {
    outcome(
        store()
            .messages()
            .send(
                Optional.empty(), sender, TYPE, Map.of(ALICE, only(ALICE_PHONE, content(number)))));
  }

  /** Reads and acknowledges until so many messages have come. */
  private List<ToDeviceMessage> drain(DeviceAddress device, int count) {
    List<ToDeviceMessage> received = new ArrayList<>();
    InboxPage page = on().read(device, Optional.empty(), 100);
    while (true) {
      received.addAll(page.messages());
      page = on().read(device, Optional.of(page.next()), 100);
      if (received.size() >= count) {
        received.addAll(page.messages());
        return received;
      }
    }
  }
}
