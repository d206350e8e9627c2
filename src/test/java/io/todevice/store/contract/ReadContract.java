package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_LAPTOP;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.everyDevice;
import static io.todevice.store.contract.WaitingStore.ALL;
import static io.todevice.store.contract.WaitingStore.contents;
import static io.todevice.store.contract.WaitingStore.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.JsonObject;
import io.todevice.store.InboxPage;
import io.todevice.store.InboxPosition;
import io.todevice.store.PageSize;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Guarantees of {@link io.todevice.store.MessageStore#read} about messages. */
public interface ReadContract extends StoreFixture {

  @Test
  @DisplayName("D1: messages come in order of arrival")
  default void messagesComeInOrder() {
    on().signIn(ALICE_PHONE);
    sendToPhone(1, 50);

    InboxPage page = on().read(ALICE_PHONE);

    assertThat(contents(page)).isEqualTo(numbered(1, 50));
    assertThat(page.isComplete()).isTrue();
  }

  @Test
  @DisplayName("D1: no more come at once than the limit, the rest with the next reads")
  default void limitSplitsTheInbox() {
    on().signIn(ALICE_PHONE);
    sendToPhone(1, 7);

    InboxPage first = on().read(ALICE_PHONE, Optional.empty(), 3);
    InboxPage second = on().read(ALICE_PHONE, Optional.of(first.next()), 3);
    InboxPage third = on().read(ALICE_PHONE, Optional.of(second.next()), 3);

    assertThat(contents(first)).isEqualTo(numbered(1, 3));
    assertThat(first.isComplete()).isFalse();
    assertThat(contents(second)).isEqualTo(numbered(4, 6));
    assertThat(second.isComplete()).isFalse();
    assertThat(contents(third)).isEqualTo(numbered(7, 7));
    assertThat(third.isComplete()).isTrue();
  }

  @Test
  @DisplayName("D1: a page that the limit just holds is complete")
  default void pageOfExactlyTheLimit() {
    on().signIn(ALICE_PHONE);
    sendToPhone(1, 3);

    InboxPage page = on().read(ALICE_PHONE, Optional.empty(), 3);

    assertThat(page.messages()).hasSize(3);
    assertThat(page.isComplete()).isTrue();
  }

  @Test
  @DisplayName("D2: until they are acknowledged, messages are shown again")
  default void unacknowledgedMessagesAreShownAgain() {
    on().signIn(ALICE_PHONE);
    InboxPosition beginning = on().read(ALICE_PHONE).next();
    sendToPhone(1, 2);

    assertThat(on().inbox(ALICE_PHONE)).isEqualTo(numbered(1, 2));
    assertThat(on().inbox(ALICE_PHONE)).isEqualTo(numbered(1, 2));
    assertThat(contents(on().read(ALICE_PHONE, beginning))).isEqualTo(numbered(1, 2));
    assertThat(contents(on().read(ALICE_PHONE, beginning))).isEqualTo(numbered(1, 2));
  }

  @Test
  @DisplayName("D2: coming back with a position deletes what stands up to it, and no more")
  default void positionAcknowledges() {
    on().signIn(ALICE_PHONE);
    sendToPhone(1, 5);
    InboxPosition afterTwo = on().read(ALICE_PHONE, Optional.empty(), 2).next();

    assertThat(contents(on().read(ALICE_PHONE, afterTwo))).isEqualTo(numbered(3, 5));
    assertThat(contents(on().read(ALICE_PHONE, afterTwo))).isEqualTo(numbered(3, 5));
    assertThat(on().inbox(ALICE_PHONE)).isEqualTo(numbered(3, 5));
  }

  @Test
  @DisplayName("D2: an acknowledged inbox is empty, and goes on with what comes next")
  default void emptiedInboxGoesOn() {
    on().signIn(ALICE_PHONE);
    sendToPhone(1, 3);
    InboxPosition afterThree = on().read(ALICE_PHONE).next();

    InboxPage nothing = on().read(ALICE_PHONE, afterThree);
    assertThat(nothing).isEqualTo(new InboxPage(List.of(), afterThree, true));
    assertThat(on().read(ALICE_PHONE)).isEqualTo(nothing);

    sendToPhone(4, 5);
    assertThat(contents(on().read(ALICE_PHONE, afterThree))).isEqualTo(numbered(4, 5));
  }

  @Test
  @DisplayName("D3: a position that was passed brings nothing back and loses nothing")
  default void passedPositionBringsNothingBack() {
    on().signIn(ALICE_PHONE);
    sendToPhone(1, 4);
    InboxPosition afterOne = on().read(ALICE_PHONE, Optional.empty(), 1).next();
    InboxPosition afterThree = on().read(ALICE_PHONE, Optional.empty(), 3).next();
    on().read(ALICE_PHONE, afterThree);

    InboxPage again = on().read(ALICE_PHONE, afterOne);

    assertThat(contents(again)).isEqualTo(numbered(4, 4));
    assertThat(on().read(ALICE_PHONE, again.next()).messages()).isEmpty();
    assertThat(on().read(ALICE_PHONE, afterOne).messages()).isEmpty();
    sendToPhone(5, 5);
    assertThat(contents(on().read(ALICE_PHONE, afterThree))).isEqualTo(numbered(5, 5));
  }

  @Test
  @DisplayName("D3: each device acknowledges for itself")
  default void devicesAcknowledgeApart() {
    on().signIn(ALICE_PHONE);
    on().signIn(ALICE_LAPTOP);
    on().send(Map.of(ALICE, everyDevice(content(1))));

    on().read(ALICE_PHONE, on().read(ALICE_PHONE).next());

    assertThat(on().inbox(ALICE_PHONE)).isEmpty();
    assertThat(on().inbox(ALICE_LAPTOP)).containsExactly(content(1));
  }

  @Test
  @DisplayName("D7: what arrives between two reads comes with the second")
  default void arrivalsBetweenReads() {
    on().signIn(ALICE_PHONE);
    sendToPhone(1, 2);
    InboxPosition afterTwo = on().read(ALICE_PHONE).next();
    sendToPhone(3, 4);

    assertThat(contents(on().read(ALICE_PHONE, afterTwo))).isEqualTo(numbered(3, 4));
  }

  @Test
  @DisplayName("D1: a page has no more bytes than asked for, but one message in any case")
  default void pageIsBoundedInBytes() {
    DeviceIncarnation phone = on().signIn(ALICE_PHONE).device();
    sendToPhone(1, 3);
    long one = content(1).size();

    assertThat(contents(page(phone, new PageSize(ALL, 3 * one)))).isEqualTo(numbered(1, 3));
    assertThat(contents(page(phone, new PageSize(ALL, 3 * one - 1)))).isEqualTo(numbered(1, 2));
    InboxPage first = page(phone, new PageSize(ALL, 1));
    assertThat(contents(first)).isEqualTo(numbered(1, 1));
    assertThat(first.isComplete()).isFalse();
    assertThat(contents(on().read(ALICE_PHONE, first.next()))).isEqualTo(numbered(2, 3));
  }

  private InboxPage page(DeviceIncarnation device, PageSize size) {
    return outcome(store().messages().read(device, Optional.empty(), size));
  }

  private void sendToPhone(int first, int last) {
    numbered(first, last).forEach(content -> on().send(ALICE_PHONE, content));
  }

  private static List<JsonObject> numbered(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(Samples::content).toList();
  }
}
