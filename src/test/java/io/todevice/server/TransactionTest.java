package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Transactions")
class TransactionTest extends ServerFixture {

  @Test
  @DisplayName("T1: the same device and path is the same request, whatever its content")
  void repeatDeliversNothing() {
    Member alice = register();

    assertThat(alice.send("t1", alice, "*", "{\"n\":1}").body()).isEqualTo("{}");
    assertThat(alice.send("t1", alice, "*", "{\"n\":1}").body()).isEqualTo("{}");
    assertThat(alice.send("t1", alice, "*", "{\"n\":2}").body()).isEqualTo("{}");
    assertThat(
            alice
                .http()
                .put(
                    "/_matrix/client/r0/sendToDevice/org.example.test/t1",
                    "{\"messages\":{\"%s\":{\"*\":{\"n\":3}}}}".formatted(alice.userId()))
                .body())
        .isEqualTo("{}");

    assertThat(alice.sync().numbers()).containsExactly(1);
  }

  @Test
  @DisplayName("T1: another device, user or event type with the same ID is another request")
  void sameIdElsewhereIsAnotherRequest() {
    Member alice = register("PHONE");
    Member tablet = login(alice, "TABLET");
    Member bob = register();

    alice.send("t1", bob, "*", "{\"n\":1}");
    tablet.send("t1", bob, "*", "{\"n\":2}");
    bob.send("t1", bob, "*", "{\"n\":3}");
    alice.send("other.type", "t1", "{\"%s\":{\"*\":{\"n\":4}}}".formatted(bob.userId()));

    assertThat(bob.sync().numbers()).containsExactly(1, 2, 3, 4);
  }

  @Test
  @DisplayName("T1: logging in again on the device leaves a repeat a repeat")
  void newTokenOfTheDeviceLeavesARepeatARepeat() {
    Member alice = register("PHONE");
    alice.send("t1", alice, "*", "{\"n\":1}");

    Member again = login(alice, "PHONE");
    again.send("t1", alice, "*", "{\"n\":2}");

    assertThat(again.sync().numbers()).containsExactly(1);
  }

  @Test
  @DisplayName("T2: twenty copies at once deliver once, and all are told so")
  void copiesAtOnceDeliverOnce() {
    Member alice = register();
    String body = "{\"messages\":{\"%s\":{\"*\":{\"n\":1}}}}".formatted(alice.userId());

    var answers =
        IntStream.range(0, 20)
            .mapToObj(i -> alice.http().callAsync("PUT", "sendToDevice/t/same", body))
            .toList();
    CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();

    assertThat(answers).allSatisfy(answer -> assertThat(answer.join().body()).isEqualTo("{}"));
    assertThat(alice.sync().numbers()).containsExactly(1);
  }

  @Test
  @DisplayName("T3: a refused request is not remembered")
  void refusedRequestIsNotRemembered() {
    Member alice = register();

    assertThat(alice.send("t1", alice, "*", "5").outcome()).isEqualTo("400 M_BAD_JSON");
    assertThat(alice.send("t1", alice, "*", "{\"n\":1}").outcome()).isEqualTo("200");

    assertThat(alice.sync().numbers()).containsExactly(1);
  }
}
