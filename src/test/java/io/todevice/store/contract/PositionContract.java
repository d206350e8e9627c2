package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE_LAPTOP;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.WaitingStore.contents;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.DeviceAddress;
import io.todevice.store.InboxPage;
import io.todevice.store.InboxPosition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Guarantees of {@link io.todevice.store.MessageStore#read} about positions. */
public interface PositionContract extends StoreFixture {

  @Test
  @DisplayName("D5: the beginning is a position and acknowledges nothing")
  default void beginningIsAPosition() {
    on().signIn(ALICE_PHONE);
    InboxPage empty = on().read(ALICE_PHONE);
    on().send(ALICE_PHONE, content(1));

    assertThat(empty).isEqualTo(new InboxPage(List.of(), empty.next(), true));
    assertThat(empty.next().sequence()).isZero();
    assertThat(contents(on().read(ALICE_PHONE, empty.next()))).containsExactly(content(1));
    assertThat(on().inbox(ALICE_PHONE)).containsExactly(content(1));
  }

  @Test
  @DisplayName("P2: positions grow, also after some messages have been acknowledged")
  default void positionsGrow() {
    on().signIn(ALICE_PHONE);
    on().send(ALICE_PHONE, content(1));
    InboxPosition afterOne = on().read(ALICE_PHONE).next();
    on().read(ALICE_PHONE, afterOne);
    on().send(ALICE_PHONE, content(2));
    on().send(ALICE_PHONE, content(3));

    InboxPosition afterThree = on().read(ALICE_PHONE).next();

    assertThat(afterOne.sequence()).isPositive();
    assertThat(afterThree.inbox()).isEqualTo(afterOne.inbox());
    assertThat(afterThree.sequence()).isGreaterThan(afterOne.sequence());
  }

  @Test
  @DisplayName("D5: a position of another device's inbox counts as none and deletes nothing")
  default void positionOfAnotherDevice() {
    InboxPosition laptops = positionAfterOne(ALICE_LAPTOP);
    InboxPosition bobs = positionAfterOne(BOB_PHONE);
    positionAfterOne(ALICE_PHONE);

    assertCountsAsNone(laptops);
    assertCountsAsNone(bobs);
  }

  @Test
  @DisplayName("D5: a position that was never given out counts as none and deletes nothing")
  default void positionNeverGivenOut() {
    InboxPosition good = positionAfterOne(ALICE_PHONE);

    Stream.of(
            new InboxPosition(good.inbox(), good.sequence() + 1),
            new InboxPosition(good.inbox(), Long.MAX_VALUE),
            new InboxPosition(good.inbox(), -1),
            new InboxPosition(good.inbox(), Long.MIN_VALUE),
            new InboxPosition(good.inbox() + 1_000_003, 1),
            new InboxPosition(~good.inbox(), 0))
        .forEach(this::assertCountsAsNone);
  }

  @Test
  @DisplayName("D5: an inbox that is empty again knows its positions still")
  default void emptiedInboxKnowsItsPositions() {
    InboxPosition afterOne = positionAfterOne(ALICE_PHONE);
    on().read(ALICE_PHONE, afterOne);

    assertThat(on().read(ALICE_PHONE, afterOne).messages()).isEmpty();
    assertThat(on().read(ALICE_PHONE, new InboxPosition(afterOne.inbox(), 0)).messages()).isEmpty();
    assertThat(
            on().read(ALICE_PHONE, new InboxPosition(afterOne.inbox(), afterOne.sequence() + 1))
                .next())
        .isEqualTo(afterOne);
  }

  @Test
  @DisplayName("D5, D6: a deleted device's position counts as none for its successor")
  default void positionOfThePredecessor() {
    InboxPosition old = positionAfterOne(ALICE_PHONE);
    on().delete(ALICE_PHONE);
    positionAfterOne(ALICE_PHONE);

    assertCountsAsNone(old);
    assertCountsAsNone(new InboxPosition(old.inbox(), 0));
  }

  private void assertCountsAsNone(InboxPosition position) {
    InboxPage withoutPosition = on().read(ALICE_PHONE);

    assertThat(withoutPosition.messages()).hasSize(1);
    assertThat(on().read(ALICE_PHONE, position)).as("%s", position).isEqualTo(withoutPosition);
    assertThat(on().read(ALICE_PHONE)).as("after %s", position).isEqualTo(withoutPosition);
  }

  /** Signs the device in, sends it one message and reads it. */
  private InboxPosition positionAfterOne(DeviceAddress device) {
    on().signIn(device);
    on().send(device, content(1));
    return on().read(device).next();
  }
}
