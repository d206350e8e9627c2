package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.everyDevice;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceContents;
import io.todevice.domain.JsonObject;
import io.todevice.domain.UserId;
import io.todevice.store.InboxPosition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Guarantees of {@link io.todevice.store.MessageStore#send} to several users at once. */
public interface ConcurrentRecipientsContract extends StoreFixture {

  /** Enough recipients that a request to them takes a while. */
  List<DeviceAddress> PHONES =
      IntStream.range(0, 16)
          .mapToObj(i -> Samples.device(new UserId("@user" + i + ":example.org"), "PHONE"))
          .toList();

  @Test
  @DisplayName("S2, D8: a request to several users is seen whole or not at all")
  default void requestIsSeenWhole() {
    int requests = many(600);
    PHONES.forEach(phone -> on().signIn(phone));
    Callable<Boolean> sender =
        () -> {
          for (int i = 1; i <= requests; i++) {
            on().send(recipients(PHONES, content(i)));
          }
          return true;
        };

    List<Boolean> sound =
        Together.run(
            List.of(
                sender,
                () -> neverAhead(PHONES.get(0), PHONES.get(15), requests),
                () -> neverAhead(PHONES.get(15), PHONES.get(0), requests)));

    assertThat(sound).containsOnly(true);
  }

  @Test
  @DisplayName("S2: concurrent requests reach every device in the same order")
  default void requestsAreOrderedAlikeForEveryone() {
    int each = many(300);
    PHONES.forEach(phone -> on().signIn(phone));

    Together.run(
        3,
        sender ->
            () -> {
              for (int i = 0; i < each; i++) {
                on().send(recipients(PHONES, content(3 * i + sender)));
              }
              return true;
            });

    List<JsonObject> first = on().inbox(PHONES.get(0));
    assertThat(first).hasSize(3 * each);
    assertThat(PHONES).allSatisfy(phone -> assertThat(on().inbox(phone)).isEqualTo(first));
  }

  @Test
  @DisplayName("ROBUST: senders with the same recipients in all orders do not wait for each other")
  default void recipientsInAnyOrderDoNotDeadlock() {
    PHONES.forEach(phone -> on().signIn(phone));

    List<Boolean> done =
        Together.run(
            4,
            sender ->
                () -> {
                  for (int i = 0; i < 500; i++) {
                    DeviceAddress from = PHONES.get((i + sender) % 16);
                    DeviceAddress first = PHONES.get(i * 5 % 16);
                    DeviceAddress second = PHONES.get((i * 7 + sender) % 16);
                    on().send(
                            on().transaction(from, sender + " " + i),
                            recipients(
                                sender % 2 == 0 ? List.of(first, second) : List.of(second, first),
                                content(i)));
                  }
                  return true;
                });

    assertThat(done).containsOnly(true);
  }

  /** Whether what one device has been seen to have got, another one has too, at every moment. */
  private boolean neverAhead(DeviceAddress one, DeviceAddress other, int last) {
    InboxPosition seen = on().read(one).next();
    InboxPosition seenLater = on().read(other).next();
    while (seen.sequence() < last && seenLater.sequence() >= seen.sequence()) {
      seen = on().read(one, seen).next();
      seenLater = on().read(other, seenLater).next();
    }
    return seenLater.sequence() >= seen.sequence();
  }

  private static Map<UserId, DeviceContents> recipients(
      List<DeviceAddress> devices, JsonObject content) {
    Map<UserId, DeviceContents> recipients = new LinkedHashMap<>();
    devices.forEach(device -> recipients.put(device.user(), everyDevice(content)));
    return recipients;
  }
}
