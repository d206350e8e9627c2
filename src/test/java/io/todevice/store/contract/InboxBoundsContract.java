package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_LAPTOP;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.CAROL;
import static io.todevice.store.contract.Samples.TYPE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.device;
import static io.todevice.store.contract.Samples.everyDevice;
import static io.todevice.store.contract.Samples.json;
import static io.todevice.store.contract.Samples.only;
import static io.todevice.store.contract.Samples.tokens;
import static io.todevice.store.contract.WaitingStore.contents;
import static io.todevice.store.contract.WaitingStore.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.JsonObject;
import io.todevice.domain.UserId;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.DropReason;
import io.todevice.store.InboxPage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What gives way where an inbox is full ({@link StorageLimits}), and what does not. */
public interface InboxBoundsContract extends StoreFixture {

  int LARGE = 10_000;

  @Test
  @DisplayName("D1, D3: a full inbox drops its oldest messages, counts them, and keeps the order")
  default void fullInboxDropsTheOldest() {
    WaitingStore on = on(Settings.NONE.with(StorageLimits.INBOX_MESSAGES, 10));
    on.signIn(ALICE_PHONE);

    send(on, BOB, ALICE_PHONE, 1, 25);

    assertThat(on.inbox(ALICE_PHONE)).isEqualTo(numbers(16, 25));
    assertThat(on.store().statistics().dropped(DropReason.DEVICE_FULL)).isEqualTo(15);
    assertThat(on.store().statistics().droppedInAll()).isEqualTo(15);
  }

  @Test
  @DisplayName("An inbox that is not above its bounds drops nothing")
  default void inboxWithinItsBoundsDropsNothing() {
    WaitingStore on = on(Settings.NONE.with(StorageLimits.INBOX_MESSAGES, 10));
    on.signIn(ALICE_PHONE);

    send(on, BOB, ALICE_PHONE, 1, 10);
    on.read(ALICE_PHONE, on.read(ALICE_PHONE, Optional.empty(), 4).next());
    send(on, BOB, ALICE_PHONE, 11, 14);

    assertThat(on.inbox(ALICE_PHONE)).isEqualTo(numbers(5, 14));
    assertThat(on.store().statistics().droppedInAll()).isZero();
  }

  @Test
  @DisplayName("A flood pushes out the flooder's own messages, and nobody else's")
  default void floodPushesOutItsOwn() {
    WaitingStore on = on(Settings.NONE.with(StorageLimits.INBOX_MESSAGES, 10));
    on.signIn(ALICE_PHONE);

    send(on, BOB, ALICE_PHONE, 1, 3);
    send(on, CAROL, ALICE_PHONE, 11, 40);
    send(on, BOB, ALICE_PHONE, 4, 4);

    List<JsonObject> inbox = on.inbox(ALICE_PHONE);
    assertThat(inbox).startsWith(content(1), content(2), content(3)).endsWith(content(4));
    assertThat(inbox.subList(3, 9)).isEqualTo(numbers(35, 40));
  }

  @Test
  @DisplayName("S2: only the full inbox of a request's recipients drops anything")
  default void otherRecipientsAreNotTouched() {
    WaitingStore on = on(Settings.NONE.with(StorageLimits.INBOX_MESSAGES, 2));
    on.signIn(ALICE_PHONE);
    on.signIn(ALICE_LAPTOP);
    send(on, BOB, ALICE_PHONE, 1, 2);

    assertThat(on.send(Map.of(ALICE, everyDevice(content(3))))).isTrue();

    assertThat(on.inbox(ALICE_PHONE)).isEqualTo(numbers(2, 3));
    assertThat(on.inbox(ALICE_LAPTOP)).isEqualTo(numbers(3, 3));
  }

  @Test
  @DisplayName("D2, D3: positions from before a drop stay good and bring what comes after them")
  default void positionsSurviveDrops() {
    WaitingStore on = on(Settings.NONE.with(StorageLimits.INBOX_MESSAGES, 4));
    on.signIn(ALICE_PHONE);
    send(on, BOB, ALICE_PHONE, 1, 4);
    InboxPage first = on.read(ALICE_PHONE, Optional.empty(), 2);

    send(on, BOB, ALICE_PHONE, 5, 8);

    assertThat(contents(on.read(ALICE_PHONE, first.next()))).isEqualTo(numbers(5, 8));
    InboxPage half = on.read(ALICE_PHONE, Optional.of(first.next()), 2);
    assertThat(contents(half)).isEqualTo(numbers(5, 6));
    assertThat(half.isComplete()).isFalse();
    assertThat(contents(on.read(ALICE_PHONE, half.next()))).isEqualTo(numbers(7, 8));
    assertThat(contents(on.read(ALICE_PHONE, first.next()))).isEqualTo(numbers(7, 8));
  }

  @Test
  @DisplayName("T1: a repeat of a request whose message was dropped delivers nothing")
  default void repeatAfterADrop() {
    WaitingStore on = on(Settings.NONE.with(StorageLimits.INBOX_MESSAGES, 1));
    on.signIn(ALICE_PHONE);
    on.signIn(BOB_PHONE);
    on.send(on.transaction(BOB_PHONE, "1"), ALICE_PHONE, content(1));
    on.send(on.transaction(BOB_PHONE, "2"), ALICE_PHONE, content(2));

    assertThat(on.send(on.transaction(BOB_PHONE, "1"), ALICE_PHONE, content(1))).isFalse();

    assertThat(on.inbox(ALICE_PHONE)).containsExactly(content(2));
  }

  @Test
  @DisplayName("F2: an inbox takes no more memory than it may, its newest message included")
  default void inboxIsBoundedInBytes() {
    WaitingStore on = on(Settings.NONE.with(StorageLimits.INBOX_SIZE, 5L * LARGE));
    on.signIn(ALICE_PHONE);

    for (int i = 1; i <= 20; i++) {
      on.send(ALICE_PHONE, large(i));
    }

    assertThat(on.inbox(ALICE_PHONE)).hasSizeBetween(3, 5).last().isEqualTo(large(20));
    JsonObject tooLarge = json("{\"body\":\"" + "x".repeat(6 * LARGE) + "\"}");
    on.send(ALICE_PHONE, tooLarge);
    assertThat(on.inbox(ALICE_PHONE)).isEmpty();
    assertThat(on.store().statistics().droppedInAll()).isEqualTo(21);
  }

  @Test
  @DisplayName("Where a user has too much waiting, the fullest inbox gives way")
  default void fullestInboxOfAUserGivesWay() {
    WaitingStore on = on(Settings.NONE.with(StorageLimits.USER_INBOX_SIZE, 8L * LARGE));
    on.signIn(ALICE_PHONE);
    on.signIn(ALICE_LAPTOP);
    on.signIn(BOB_PHONE);
    on.send(ALICE_LAPTOP, large(1));
    on.send(ALICE_LAPTOP, large(2));

    for (int i = 11; i <= 30; i++) {
      on.send(ALICE_PHONE, large(i));
      on.send(BOB_PHONE, large(i));
    }

    assertThat(on.inbox(ALICE_LAPTOP)).containsExactly(large(1), large(2));
    assertThat(on.inbox(ALICE_PHONE)).hasSizeBetween(3, 6).last().isEqualTo(large(30));
    assertThat(on.store().statistics().dropped(DropReason.USER_FULL))
        .isGreaterThanOrEqualTo(2 * 14);
  }

  @Test
  @DisplayName("What a user has fetched, or a deleted device had, counts no more")
  default void whatIsGoneDoesNotCount() {
    WaitingStore on = on(Settings.NONE.with(StorageLimits.USER_INBOX_SIZE, 8L * LARGE));
    for (int round = 0; round < 5; round++) {
      on.signIn(ALICE_PHONE);
      on.signIn(ALICE_LAPTOP);
      for (int i = 1; i <= 3; i++) {
        on.send(ALICE_PHONE, large(i));
        on.send(ALICE_LAPTOP, large(i));
      }
      on.read(ALICE_PHONE, on.read(ALICE_PHONE).next());
      on.delete(ALICE_LAPTOP);
    }

    assertThat(on.store().statistics().droppedInAll()).isZero();
  }

  @Test
  @DisplayName("F1: where everything is too much, who takes up most loses, and others keep theirs")
  default void whoTakesUpMostGivesWay() {
    long bytes = 320 * LARGE;
    WaitingStore on = on(Settings.NONE.with(StorageLimits.INBOX_MEMORY, bytes));
    on.signIn(ALICE_PHONE);
    on.signIn(BOB_PHONE);
    on.send(BOB_PHONE, large(1));

    for (int i = 1; i <= 400; i++) {
      on.send(ALICE_PHONE, large(i));
    }

    assertThat(on.inbox(BOB_PHONE)).containsExactly(large(1));
    assertThat(on.inbox(ALICE_PHONE)).hasSizeLessThanOrEqualTo(320).last().isEqualTo(large(400));
    assertThat(on.store().statistics().dropped(DropReason.STORE_FULL)).isGreaterThanOrEqualTo(80);
  }

  @Test
  @DisplayName("A user signs in on so many devices, and on each of them again; nobody else is hit")
  default void devicesOfAUserAreBounded() {
    WaitingStore on = on(Settings.NONE.with(StorageLimits.DEVICES_PER_USER, 2));
    on.signIn(ALICE_PHONE);
    on.signIn(ALICE_LAPTOP);

    assertThat(signIn(on, device(ALICE, "THIRD"))).isFalse();
    assertThat(on.list(ALICE)).hasSize(2);
    assertThat(signIn(on, ALICE_PHONE)).isTrue();
    assertThat(signIn(on, BOB_PHONE)).isTrue();
    on.delete(ALICE_PHONE);
    assertThat(signIn(on, device(ALICE, "THIRD"))).isTrue();
  }

  @Test
  @DisplayName("F1, F2: devices are bounded; who has many leaves room for the first of others")
  default void allDevicesAreBounded() {
    WaitingStore on = on(Settings.NONE.with(StorageLimits.MAX_DEVICES, 40));
    for (int i = 0; i < 50; i++) {
      signIn(on, device(ALICE, "D" + i));
    }
    assertThat(on.list(ALICE)).hasSize(20);

    for (int i = 0; i < 30; i++) {
      assertThat(signIn(on, device(new UserId("@user" + i + ":example.org"), "D")))
          .isEqualTo(i < 20);
    }
    assertThat(signIn(on, device(ALICE, "D1"))).isTrue();
    on.deleteAll(ALICE);
    assertThat(signIn(on, device(CAROL, "D1"))).isTrue();
    assertThat(signIn(on, device(CAROL, "D2"))).isFalse();
    assertThat(on.store().statistics().refusedDevices()).isEqualTo(30 + 10 + 1);
  }

  @Test
  @DisplayName(
      "F1: a user with one large message for each of many devices loses, and no one lighter")
  default void manyDevicesAreOneUser() {
    WaitingStore on = on(Settings.NONE.with(StorageLimits.INBOX_MEMORY, 100L * LARGE));
    on.signIn(BOB_PHONE);
    for (int i = 0; i < 140; i++) {
      DeviceAddress idle = device(ALICE, "D" + i);
      on.signIn(idle);
      UserId sender = new UserId("@sender" + i + ":example.org");
      send(on, sender, idle, large(i));
      if (i % 7 == 0) {
        send(on, CAROL, BOB_PHONE, large(1_000 + i));
      }
    }

    assertThat(on.inbox(BOB_PHONE)).hasSize(20);
    assertThat(on.store().statistics().droppedInAll()).isBetween(60L, 70L);
  }

  @Test
  @DisplayName(
      "F1: who floods one inbox loses their own messages, the newest last, and no one else's")
  default void floodOfTheWholeStore() {
    WaitingStore on = on(Settings.NONE.with(StorageLimits.INBOX_MEMORY, 100L * LARGE));
    on.signIn(ALICE_PHONE);
    on.signIn(BOB_PHONE);
    send(on, CAROL, ALICE_PHONE, 1, 20);
    send(on, CAROL, BOB_PHONE, 21, 40);
    UserId flooder = new UserId("@flooder:example.org");

    for (int i = 0; i < 200; i++) {
      send(on, flooder, ALICE_PHONE, large(100 + i));
    }
    send(on, CAROL, ALICE_PHONE, 41, 45);

    assertThat(on.inbox(BOB_PHONE)).isEqualTo(numbers(21, 40));
    List<JsonObject> inbox = on.inbox(ALICE_PHONE);
    assertThat(inbox).startsWith(numbers(1, 20).toArray(JsonObject[]::new));
    assertThat(inbox).endsWith(numbers(41, 45).toArray(JsonObject[]::new));
    assertThat(inbox).contains(large(299)).doesNotContain(large(100));
  }

  @Test
  @DisplayName("F1: a device that has not read for long has a smaller share, until it reads again")
  default void dormantDeviceHasASmallerShare() {
    WaitingStore on =
        on(
            Settings.NONE
                .with(StorageLimits.INBOX_MEMORY, 100L * LARGE)
                .with(StorageLimits.DORMANT_AFTER, Duration.ofDays(7)));
    on.signIn(ALICE_PHONE);
    on.signIn(BOB_PHONE);
    for (int i = 0; i < 30; i++) {
      send(on, CAROL, ALICE_PHONE, large(i));
      send(on, BOB, BOB_PHONE, large(i));
    }
    clock().advance(Duration.ofDays(7));
    assertThat(on.inbox(BOB_PHONE)).hasSize(30);
    on.sweep();

    for (int i = 30; i < 150; i++) {
      send(on, BOB, BOB_PHONE, large(i));
    }
    int left = on.inbox(ALICE_PHONE).size();
    assertThat(left).isBetween(8, 13);
    assertThat(on.inbox(BOB_PHONE)).hasSizeGreaterThan(75);

    for (int i = 150; i < 250; i++) {
      send(on, BOB, BOB_PHONE, large(i));
    }
    assertThat(on.inbox(ALICE_PHONE)).hasSize(left);
  }

  private static boolean signIn(WaitingStore on, DeviceAddress device) {
    return outcome(on.store().devices().signIn(device, tokens(), Optional.empty())).isPresent();
  }

  private static void send(WaitingStore on, UserId from, DeviceAddress to, JsonObject content) {
    outcome(
        on.store()
            .messages()
            .send(Optional.empty(), from, TYPE, Map.of(to.user(), only(to, content))));
  }

  private static void send(WaitingStore on, UserId from, DeviceAddress to, int first, int last) {
    for (int i = first; i <= last; i++) {
      send(on, from, to, content(i));
    }
  }

  private static List<JsonObject> numbers(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(Samples::content).toList();
  }

  private static JsonObject large(int number) {
    return json("{\"number\":" + number + ",\"body\":\"" + "x".repeat(LARGE) + "\"}");
  }
}
