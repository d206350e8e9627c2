package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.config.ServerConfig;
import io.todevice.settings.StorageLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What one user takes is not lost by another")
class FairnessOverHttpTest extends ServerFixture {

  private static final int DEVICES = 24;
  private static final String LARGE = "{\"x\":\"" + "x".repeat(60_000) + "\"}";

  @Override
  ServerConfig config() {
    return super.config()
        .with(StorageLimits.INBOX_SIZE, 1L << 20)
        .with(StorageLimits.INBOX_MEMORY, 1L << 20);
  }

  @Test
  @DisplayName(
      "F1: all 25 messages of a friend arrive while another fills the inboxes of 24 devices")
  void friendsMessagesArrive() {
    Member victim = register();
    Member friend = register();
    Member hoarder = register("D0");
    for (int i = 1; i < DEVICES; i++) {
      login(hoarder, "D" + i);
    }
    List<String> outcomes = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      outcomes.add(friend.send("t" + i, victim, "*", "{\"n\":" + i + "}").outcome());
    }

    for (int i = 0; i < DEVICES; i++) {
      outcomes.add(hoarder.send("t" + i, hoarder, "D" + i, LARGE).outcome());
    }
    outcomes.add(hoarder.send("flood", victim, "*", LARGE).outcome());
    for (int i = 21; i <= 25; i++) {
      outcomes.add(friend.send("t" + i, victim, "*", "{\"n\":" + i + "}").outcome());
    }

    assertThat(outcomes).containsOnly("200");
    assertThat(server.counters().store().droppedInAll()).isGreaterThan(5);
    assertThat(victim.sync().numbers())
        .containsSubsequence(IntStream.rangeClosed(1, 25).boxed().toList());
  }
}
