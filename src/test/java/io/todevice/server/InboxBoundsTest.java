package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.todevice.config.ServerConfig;
import io.todevice.settings.StorageLimits;
import io.todevice.store.DropReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the server keeps is bounded")
class InboxBoundsTest extends ServerFixture {

  private static final int MESSAGES = 5;

  @Override
  ServerConfig config() {
    return super.config()
        .with(StorageLimits.INBOX_MESSAGES, MESSAGES)
        .with(StorageLimits.INBOX_SIZE, 1L << 20)
        .with(StorageLimits.USER_INBOX_SIZE, 1L << 20)
        .with(StorageLimits.INBOX_MEMORY, 64L << 20)
        .with(StorageLimits.MAX_ACCOUNTS, 30)
        .with(StorageLimits.DEVICES_PER_USER, 2)
        .with(StorageLimits.FILTERS_PER_USER, 2);
  }

  @Test
  @DisplayName("S1, D1: a full inbox takes new messages and drops its oldest, in order and counted")
  void fullInbox() {
    Member alice = register();
    long before = dropped();

    for (int i = 1; i <= 8; i++) {
      assertThat(alice.send("t" + i, alice, "*", "{\"n\":" + i + "}").outcome()).isEqualTo("200");
    }

    assertThat(alice.sync().numbers()).containsExactly(4, 5, 6, 7, 8);
    assertThat(dropped() - before).isEqualTo(3);
    assertThat(server.counters().toString()).contains("because the device's inbox is full");
  }

  @Test
  @DisplayName("S2: a full inbox of a dead device keeps nobody from sending to the live ones")
  void deadDeviceBlocksNobody() {
    Member live = register("LIVE");
    login(live, "DEAD");
    Member bob = register();
    String since = "";
    for (int i = 1; i <= 3 * MESSAGES; i++) {
      assertThat(bob.send("t" + i, live, "*", "{\"n\":" + i + "}").outcome()).isEqualTo("200");
      Answer synced = since.isEmpty() ? live.sync() : live.sync(since);
      assertThat(synced.numbers()).containsExactly(i);
      since = synced.text("next_batch");
    }
  }

  @Test
  @DisplayName("D2: a flood by one user leaves what others have sent")
  void floodLeavesWhatOthersSent() {
    Member alice = register();
    Member bob = register();
    Member mallory = register();
    bob.send("t1", alice, "*", "{\"n\":1}");
    bob.send("t2", alice, "*", "{\"n\":2}");

    IntStream.range(10, 50).forEach(i -> mallory.send("t" + i, alice, "*", "{\"n\":" + i + "}"));

    assertThat(alice.sync().numbers()).containsExactly(1, 2, 47, 48, 49);
  }

  @Test
  @DisplayName("Logging in on one device too many is refused; on those that are there it is not")
  void devicesAreBounded() {
    Member alice = register("FIRST");
    login(alice, "SECOND");

    Answer refused = anonymous.post("login", loginBody(alice, "THIRD"));

    assertThat(refused.outcome()).isEqualTo("403 M_FORBIDDEN");
    assertThat(refused.text("error")).contains("too many devices");
    Member again = login(alice, "SECOND");
    assertThat(again.http().get("devices").json().path("devices")).hasSize(2);
    again.http().post("logout", "{}");
    assertThat(login(alice, "THIRD").http().get("account/whoami").outcome()).isEqualTo("200");
  }

  @Test
  @DisplayName("D9: a filter that is too large is not kept, and of too many the unused one is gone")
  void filtersAreBounded() {
    Member alice = register();
    String path = "user/" + alice.userId() + "/filter";
    String large = "{\"room\":{\"rooms\":[\"!" + "x".repeat(70_000) + ":a\"]}}";

    assertThat(alice.http().post(path, large).outcome()).isEqualTo("413 M_TOO_LARGE");
    String first = alice.http().post(path, "{\"room\":{\"rooms\":[\"!1:a\"]}}").text("filter_id");
    alice.http().post(path, "{\"room\":{\"rooms\":[\"!2:a\"]}}");
    assertThat(alice.http().get(path + "/" + first).outcome()).isEqualTo("200");
    alice.http().post(path, "{\"room\":{\"rooms\":[\"!3:a\"]}}");
    alice.http().post(path, "{\"room\":{\"rooms\":[\"!4:a\"]}}");
    assertThat(alice.http().get(path + "/" + first).outcome()).isEqualTo("404 M_NOT_FOUND");
  }

  @Test
  @DisplayName(
      "D4: of too many waiting syncs of one device the oldest is answered, and none is lost")
  void waitingSyncsAreBounded() {
    Member alice = register();
    String path = "sync?timeout=30000&since=" + alice.sync().text("next_batch");
    List<CompletableFuture<Answer>> syncs = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      int waiting = i;
      syncs.add(alice.http().callAsync("GET", path, null));
      await().until(() -> server.waitingSyncs() == waiting);
    }

    CompletableFuture<Answer> oneMore = alice.http().callAsync("GET", path, null);

    assertThat(syncs.get(0).join().numbers()).isEmpty();
    await().until(() -> server.waitingSyncs() == 10);
    alice.send("t1", alice, "*", "{\"n\":1}");
    assertThat(oneMore.join().numbers()).containsExactly(1);
    assertThat(syncs.subList(1, 10))
        .allSatisfy(sync -> assertThat(sync.join().numbers()).containsExactly(1));
  }

  private long dropped() {
    return server.counters().store().dropped(DropReason.DEVICE_FULL);
  }
}
