package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.freshTokens;
import static io.todevice.store.contract.WaitingStore.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.Transaction;
import io.todevice.domain.UserId;
import io.todevice.store.InboxPosition;
import io.todevice.store.RenewedTokens;
import io.todevice.store.Session;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What of many equal calls at once only one may do. */
public interface ConcurrentOnceContract extends StoreFixture {

  @RepeatedTest(10)
  @DisplayName("T2: twenty copies of a request at once are carried out once")
  default void equalTransactionsAtOnce() {
    on().signIn(ALICE_PHONE);
    on().signIn(BOB_PHONE);
    Transaction transaction = on().transaction(ALICE_PHONE, "1");

    List<Boolean> carriedOut =
        Together.run(20, i -> () -> on().send(transaction, BOB_PHONE, content(i)));

    assertThat(carriedOut).containsOnlyOnce(true).hasSize(20);
    assertThat(on().inbox(BOB_PHONE)).containsExactly(content(carriedOut.indexOf(true)));
  }

  @Test
  @DisplayName("T2, D8: whoever is told that a request is a repeat finds it carried out")
  default void repeatIsToldAfterTheDelivery() {
    on().signIn(ALICE_PHONE);
    on().signIn(BOB_PHONE);

    List<Boolean> delivered =
        Together.run(
            3,
            thread ->
                () -> {
                  boolean isDelivered = true;
                  InboxPosition position = on().read(BOB_PHONE).next();
                  for (int i = 1; i <= 1_000 && isDelivered; i++) {
                    on().send(on().transaction(ALICE_PHONE, "id " + i), BOB_PHONE, content(i));
                    position = on().read(BOB_PHONE, position).next();
                    isDelivered = position.sequence() >= i;
                  }
                  return isDelivered;
                });

    assertThat(delivered).containsOnly(true);
    assertThat(on().read(BOB_PHONE).next().sequence()).isEqualTo(1_000);
  }

  @RepeatedTest(10)
  @DisplayName("R5: of many who want one user ID at once, one gets the account")
  default void oneAccountIsMade() {
    List<Boolean> made =
        Together.run(
            8, i -> () -> outcome(store().accounts().create(ALICE, Optional.of("hash " + i))));

    assertThat(made).containsOnlyOnce(true);
    assertThat(outcome(store().accounts().findPasswordHash(ALICE)))
        .contains("hash " + made.indexOf(true));
  }

  @RepeatedTest(10)
  @DisplayName("A6: after many sign-ins on one device at once, one token is good")
  default void oneSessionIsLeft() {
    List<Session> sessions = Together.run(8, i -> () -> on().signIn(ALICE_PHONE));

    assertThat(sessions)
        .filteredOn(session -> on().useSession(session.accessToken()).isPresent())
        .hasSize(1);
    assertThat(on().list(ALICE)).hasSize(1);
  }

  @RepeatedTest(10)
  @DisplayName("refresh: after many at once with one token, one new session is good")
  default void oneRefreshedSessionIsLeft() {
    Session old = on().signInRefreshable(ALICE_PHONE);
    List<RenewedTokens> renewed = Stream.generate(Samples::freshTokens).limit(8).toList();

    List<Optional<Session>> kept = Together.run(8, i -> () -> on().refresh(old, renewed.get(i)));

    assertThat(kept).allSatisfy(session -> assertThat(session).isPresent());
    assertThat(renewed)
        .filteredOn(tokens -> on().useSession(tokens.accessToken()).isPresent())
        .hasSize(1);
    assertThat(on().useSession(old.accessToken())).isEmpty();
    assertThat(on().refresh(old, freshTokens())).isEmpty();
  }

  @RepeatedTest(5)
  @DisplayName("DeviceStore: devices made at once are all there, each with an inbox of its own")
  default void devicesMadeAtOnceAreApart() {
    List<UserId> users =
        IntStream.range(0, 4).mapToObj(i -> new UserId("@user" + i + ":example.org")).toList();

    List<Long> inboxes =
        Together.run(
            16,
            i ->
                () -> {
                  var device = Samples.device(users.get(i % 4), "D" + i);
                  on().signIn(device);
                  on().send(device, content(i));
                  assertThat(on().inbox(device)).containsExactly(content(i));
                  return on().read(device).next().inbox();
                });

    assertThat(inboxes).doesNotHaveDuplicates();
    assertThat(users).allSatisfy(user -> assertThat(on().list(user)).hasSize(4));
  }
}
