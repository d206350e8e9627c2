package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_LAPTOP;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.device;
import static io.todevice.store.contract.Samples.everyDevice;
import static io.todevice.store.contract.Samples.number;
import static io.todevice.store.contract.WaitingStore.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.JsonObject;
import io.todevice.store.Session;
import io.todevice.store.SessionTokens;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Guarantees of {@link io.todevice.store.DeviceStore} while others send and read. */
public interface ConcurrentDeviceContract extends StoreFixture {

  @Test
  @DisplayName(
      "D6: a device made again gets nothing that was sent before, and all that comes after")
  default void remadeDeviceGetsOnlyWhatComesLater() {
    on().signIn(ALICE_LAPTOP);
    AtomicInteger sent = new AtomicInteger();
    AtomicBoolean isOver = new AtomicBoolean();
    Callable<Boolean> sender =
        () -> {
          for (int i = 1; !isOver.get(); i++) {
            on().send(Map.of(ALICE, everyDevice(content(i))));
            sent.set(i);
          }
          return true;
        };
    Callable<Boolean> owner =
        () -> {
          try {
            for (int round = 0; round < many(300); round++) {
              remakePhone(sent);
            }
            return true;
          } finally {
            isOver.set(true);
          }
        };

    Together.run(List.of(sender, owner));

    on().send(Map.of(ALICE, everyDevice(content(0))));
    List<JsonObject> laptop = on().inbox(ALICE_LAPTOP);
    List<JsonObject> phone = on().inbox(ALICE_PHONE);
    assertThat(laptop).hasSize(sent.get() + 1);
    assertThat(phone)
        .isNotEmpty()
        .isEqualTo(laptop.subList(laptop.size() - phone.size(), laptop.size()));
  }

  @Test
  @DisplayName("A5, D6: a device loses its token and its inbox in one step")
  default void tokenAndInboxGoTogether() {
    int rounds = many(300);
    List<Session> sessions =
        IntStream.range(0, rounds).mapToObj(i -> on().signIn(device(ALICE, "D" + i))).toList();
    Callable<Boolean> owner =
        () -> {
          sessions.forEach(session -> on().delete(session.device().address()));
          return true;
        };
    Callable<Boolean> inboxFirst =
        () ->
            sessions.stream()
                .allMatch(
                    session -> {
                      awaitNoInbox(session.device().address());
                      return on().useSession(session.accessToken()).isEmpty();
                    });
    Callable<Boolean> tokenFirst =
        () ->
            sessions.stream()
                .allMatch(
                    session -> {
                      awaitNoToken(session);
                      return hasNoInbox(session.device().address());
                    });

    assertThat(Together.run(List.of(owner, inboxFirst, tokenFirst))).containsOnly(true);
  }

  @Test
  @DisplayName("A6: a device gets its inbox and its token in one step")
  default void tokenAndInboxComeTogether() {
    List<SessionTokens> sessions = Stream.generate(Samples::tokens).limit(many(500)).toList();
    Callable<Boolean> owner =
        () -> {
          for (int i = 0; i < sessions.size(); i++) {
            outcome(
                store()
                    .devices()
                    .signIn(device(ALICE, "D" + i), sessions.get(i), Optional.empty()));
          }
          return true;
        };
    Callable<Boolean> observer =
        () ->
            IntStream.range(0, sessions.size())
                .allMatch(
                    i -> {
                      while (hasNoInbox(device(ALICE, "D" + i))) {
                        Thread.onSpinWait();
                      }
                      return on().useSession(sessions.get(i).accessToken()).isPresent();
                    });

    assertThat(Together.run(List.of(owner, observer))).containsOnly(true);
  }

  @Test
  @DisplayName("DeviceStore.delete: of many who delete a device at once, one is told it was there")
  default void deviceIsDeletedOnce() {
    on().signIn(ALICE_PHONE);
    on().signIn(ALICE_LAPTOP);

    List<Integer> deleted =
        Together.run(
            6,
            i -> () -> i % 2 == 0 ? on().delete(ALICE_PHONE).size() : on().deleteAll(ALICE).size());

    assertThat(deleted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2);
    assertThat(on().list(ALICE)).isEmpty();
  }

  /** Deletes the phone and makes it again, looking for messages from before. */
  private void remakePhone(AtomicInteger sent) {
    on().delete(ALICE_PHONE);
    assertThat(on().exists(ALICE_PHONE)).isFalse();
    int sentBefore = sent.get();
    on().signIn(ALICE_PHONE);
    int sentMeanwhile = sent.get();
    List<JsonObject> inbox = on().inbox(ALICE_PHONE);
    for (int i = 0; i < inbox.size(); i++) {
      assertThat(number(inbox.get(i))).isGreaterThan(sentBefore);
      assertThat(number(inbox.get(i))).isEqualTo(number(inbox.get(0)) + i);
    }
    if (!inbox.isEmpty()) {
      assertThat(number(inbox.get(0))).isLessThanOrEqualTo(sentMeanwhile + 2);
    }
  }

  private boolean hasNoInbox(DeviceAddress device) {
    return !on().exists(device);
  }

  private void awaitNoInbox(DeviceAddress device) {
    while (!hasNoInbox(device)) {
      Thread.onSpinWait();
    }
  }

  private void awaitNoToken(Session session) {
    while (on().useSession(session.accessToken()).isPresent()) {
      Thread.onSpinWait();
    }
  }
}
