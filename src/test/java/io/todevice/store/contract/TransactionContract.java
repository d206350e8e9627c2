package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE_LAPTOP;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB_LAPTOP;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.CAROL_PHONE;
import static io.todevice.store.contract.Samples.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.EventType;
import io.todevice.domain.Transaction;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Guarantees of {@link io.todevice.store.MessageStore#send} about repeats. */
public interface TransactionContract extends StoreFixture {

  @Test
  @DisplayName("T1: a repeat delivers nothing")
  default void repeatDeliversNothing() {
    on().signIn(CAROL_PHONE);
    on().signIn(ALICE_PHONE);
    Transaction transaction = on().transaction(ALICE_PHONE, "1");

    assertThat(on().send(transaction, CAROL_PHONE, content(1))).isTrue();
    assertThat(on().send(transaction, CAROL_PHONE, content(1))).isFalse();
    assertThat(on().send(transaction, CAROL_PHONE, content(2))).isFalse();

    assertThat(on().inbox(CAROL_PHONE)).containsExactly(content(1));
  }

  @Test
  @DisplayName("T1: a repeat delivers nothing to other recipients either")
  default void repeatToOthersDeliversNothing() {
    on().signIn(CAROL_PHONE);
    on().signIn(ALICE_PHONE);
    on().signIn(BOB_PHONE);
    Transaction transaction = on().transaction(ALICE_PHONE, "1");
    on().send(transaction, CAROL_PHONE, content(1));

    assertThat(on().send(transaction, BOB_PHONE, content(2))).isFalse();

    assertThat(on().inbox(BOB_PHONE)).isEmpty();
  }

  @Test
  @DisplayName("T1: a repeat stays one after the message was acknowledged")
  default void repeatAfterAcknowledging() {
    on().signIn(CAROL_PHONE);
    on().signIn(ALICE_PHONE);
    Transaction transaction = on().transaction(ALICE_PHONE, "1");
    on().send(transaction, CAROL_PHONE, content(1));
    on().read(CAROL_PHONE, on().read(CAROL_PHONE).next());

    assertThat(on().send(transaction, CAROL_PHONE, content(1))).isFalse();

    assertThat(on().inbox(CAROL_PHONE)).isEmpty();
  }

  @Test
  @DisplayName("T1: another device, user, event type or ID makes another request")
  default void otherTransactionsAreOthers() {
    on().signIn(CAROL_PHONE);
    on().signIn(ALICE_PHONE);
    on().signIn(ALICE_LAPTOP);
    on().signIn(BOB_PHONE);
    EventType type = new EventType("a");

    assertThat(sendFrom(on().transaction(ALICE_PHONE, type, "b.c"))).isTrue();
    assertThat(sendFrom(on().transaction(ALICE_LAPTOP, type, "b.c"))).isTrue();
    assertThat(sendFrom(on().transaction(BOB_PHONE, type, "b.c"))).isTrue();
    assertThat(sendFrom(on().transaction(ALICE_PHONE, new EventType("A"), "b.c"))).isTrue();
    assertThat(sendFrom(on().transaction(ALICE_PHONE, type, "b.C"))).isTrue();
    assertThat(sendFrom(on().transaction(ALICE_PHONE, new EventType("a.b"), "c"))).isTrue();

    assertThat(on().inbox(CAROL_PHONE)).hasSize(6);
    assertThat(sendFrom(on().transaction(ALICE_PHONE, type, "b.c"))).isFalse();
    assertThat(sendFrom(on().transaction(BOB_PHONE, type, "b.c"))).isFalse();
  }

  @Test
  @DisplayName("T1: signing in again on the device leaves a repeat a repeat")
  default void signInAgainKeepsTransactions() {
    on().signIn(CAROL_PHONE);
    on().signIn(ALICE_PHONE);
    assertThat(sendFrom(on().transaction(ALICE_PHONE, "1"))).isTrue();

    on().signIn(ALICE_PHONE);

    assertThat(sendFrom(on().transaction(ALICE_PHONE, "1"))).isFalse();
  }

  @Test
  @DisplayName("T1: a request that reached no one is remembered too")
  default void requestToNoOneIsRemembered() {
    on().signIn(CAROL_PHONE);
    on().signIn(ALICE_PHONE);
    Transaction transaction = on().transaction(ALICE_PHONE, "1");

    assertThat(on().send(transaction, Map.of())).isTrue();
    assertThat(on().send(transaction, CAROL_PHONE, content(1))).isFalse();
    assertThat(on().send(on().transaction(ALICE_PHONE, "2"), BOB_LAPTOP, content(1))).isTrue();
    assertThat(on().send(on().transaction(ALICE_PHONE, "2"), CAROL_PHONE, content(1))).isFalse();

    assertThat(on().inbox(CAROL_PHONE)).isEmpty();
  }

  @Test
  @DisplayName("MessageStore.send: without a transaction a request is always carried out")
  default void withoutTransactionNothingIsARepeat() {
    on().signIn(CAROL_PHONE);
    assertThat(on().send(CAROL_PHONE, content(1))).isTrue();
    assertThat(on().send(CAROL_PHONE, content(1))).isTrue();

    assertThat(on().inbox(CAROL_PHONE)).containsExactly(content(1), content(1));
  }

  @Test
  @DisplayName("T4: a transaction is remembered for at least 30 minutes")
  default void rememberedForHalfAnHour() {
    on().signIn(CAROL_PHONE);
    on().signIn(ALICE_PHONE);
    for (int i = 0; i < 30; i++) {
      assertThat(sendFrom(on().transaction(ALICE_PHONE, "minute " + i))).isTrue();
      clock().advance(Duration.ofMinutes(1));
    }

    for (int i = 0; i < 30; i++) {
      assertThat(sendFrom(on().transaction(ALICE_PHONE, "minute " + i)))
          .as("minute %d", i)
          .isFalse();
    }
  }

  private boolean sendFrom(Transaction transaction) {
    return on().send(transaction, CAROL_PHONE, content(1));
  }
}
