package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Strict mode holds against the clauses that bind clients")
class StrictClausesTest extends StrictFixture {

  @Test
  @DisplayName("T1: a transaction ID that is used again for other content")
  void transactionReused() {
    Member alice = register();
    send(alice, "m.test/t1", "{}");
    send(alice, "m.test/t1", "{\"@b:localhost\":{\"D\":{}}}");

    assertThat(violations(alice)).containsExactly("transaction-reused");
  }

  @Test
  @DisplayName("T1: but no retry, and no use of the ID for another event type or device")
  void transactionRepeated() {
    Member alice = register();
    Member tablet = login(alice, "TABLET");
    send(alice, "m.test/t1", "{\"@b:localhost\":{\"D\":{\"a\":1,\"b\":2}}}");
    send(alice, "m.test/t1", "{\"@b:localhost\":{\"D\":{\"b\":2, \"a\":1}}}");
    send(alice, "m.other/t1", "{}");
    send(tablet, "m.test/t1", "{}");

    assertThat(violations(alice)).isEmpty();
  }

  @Test
  @DisplayName("T3: nor one that was repaired, nor one of a new device with the same ID")
  void transactionNotRemembered() {
    Member alice = register();
    send(alice, "m.test/t1", "{}");
    call(alice.http(), "POST", "logout", null);
    Member again = login(alice, "DEVICE");
    send(again, "m.test/t1", "{\"@b:localhost\":{\"D\":{}}}");
    send(again, "m.test/t2", "[]");
    send(again, "m.test/t2", "{}");

    assertThat(violations(alice)).containsExactly("body-schema at /messages");
  }

  @Test
  @DisplayName("D3: a sync that goes back behind what the device has acknowledged")
  void staleSince() {
    Member alice = register();
    String first = alice.sync().text("next_batch");
    send(alice, "m.test/t1", "{\"%s\":{\"DEVICE\":{}}}".formatted(alice.userId()));
    String second = alice.sync(first).text("next_batch");
    alice.sync(second);
    alice.sync(first);

    assertThat(violations(alice)).containsExactly("stale-since");
  }

  @Test
  @DisplayName("D2: but not the same since again, before anything newer was used")
  void repeatedSince() {
    Member alice = register();
    String first = alice.sync().text("next_batch");
    send(alice, "m.test/t1", "{\"%s\":{\"DEVICE\":{}}}".formatted(alice.userId()));
    alice.sync(first);
    String second = alice.sync(first).text("next_batch");
    alice.sync(second);

    assertThat(violations(alice)).isEmpty();
  }

  @Test
  @DisplayName("D2: initial syncs again and again, but not a second one")
  void initialSyncs() {
    Member alice = register();
    Member bob = register();
    alice.sync();
    alice.sync();
    alice.sync();
    bob.sync();
    bob.sync();

    assertThat(violations(alice)).containsExactly("repeated-initial-sync");
    assertThat(violations(bob)).isEmpty();
  }

  @Test
  @DisplayName("A6: but not the first ones of new logins on a device")
  void initialSyncsOfLogins() {
    Member alice = register();
    for (int i = 0; i < 4; i++) {
      login(alice, alice.deviceId()).sync();
    }

    assertThat(violations(alice)).isEmpty();
  }

  @Test
  @DisplayName("D4: syncs in a loop that could wait")
  void busySync() {
    Member alice = register();
    Member bob = register();
    String sinceOfAlice = alice.sync().text("next_batch");
    String sinceOfBob = bob.sync().text("next_batch");
    for (int i = 0; i < 20; i++) {
      alice.sync(sinceOfAlice);
      bob.http().get("sync?timeout=1&since=" + sinceOfBob);
    }

    assertThat(violations(alice)).containsExactly("busy-sync");
    assertThat(violations(bob)).isEmpty();
  }

  @Test
  @DisplayName("A5: a token that is used on after it was refused")
  void endedToken() {
    Member alice = register();
    call(alice.http(), "POST", "logout", null);
    alice.http().get("account/whoami");
    assertThat(violations(alice)).isEmpty();

    alice.http().get("account/whoami");
    assertThat(violations(alice)).containsExactly("ended-token");
  }

  @Test
  @DisplayName("S3: recipients that are no users")
  void invalidUserId() {
    Member alice = register();
    send(alice, "m.test/t1", "{\"bob\":{\"D\":{}},\"@bob:localhost\":{\"D\":{}}}");

    assertThat(violations(alice)).containsExactly("invalid-user-id at /messages/bob");
  }

  @Test
  @DisplayName("S8: an event type that is too long")
  void invalidEventType() {
    Member alice = register();
    send(alice, "t".repeat(255) + "/t1", "{}");
    assertThat(violations(alice)).isEmpty();

    send(alice, "t".repeat(256) + "/t1", "{}");
    assertThat(violations(alice)).containsExactly("invalid-event-type");
  }

  @Test
  @DisplayName("S6: contents that servers do not take, read or not")
  void largeContent() {
    Member alice = register();
    Member bob = register();
    String frame = "{\"@b:localhost\":{\"D\":{\"x\":\"%s\"}}}";
    send(alice, "m.test/t1", frame.formatted("x".repeat((64 << 10) - 7)));
    send(bob, "m.test/t1", frame.formatted("x".repeat((64 << 10) - 8)));
    assertThat(violations(alice)).containsExactly("large-content at /messages/@b:localhost/D");
    assertThat(violations(bob)).isEmpty();

    send(bob, "m.test/t2", frame.formatted("x".repeat(2 << 20)));
    assertThat(violations(bob)).containsExactly("large-content");
  }

  @Test
  @DisplayName("S2: '*' beside a named device")
  void wildcardBesideDevice() {
    Member alice = register();
    Member bob = register();
    send(alice, "m.test/t1", "{\"@b:localhost\":{\"*\":{},\"D\":{}}}");
    send(bob, "m.test/t1", "{\"@b:localhost\":{\"*\":{}},\"@c:localhost\":{\"D\":{}}}");

    assertThat(violations(alice))
        .containsExactly("wildcard-beside-device at /messages/@b:localhost");
    assertThat(violations(bob)).isEmpty();
  }
}
