package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.config.ServerConfig;
import io.todevice.settings.StorageLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("More followed users than the bound allows")
class FollowedUsersTest extends ServerFixture {

  @Override
  ServerConfig config() {
    return super.config().with(StorageLimits.FOLLOWED_USERS, 1);
  }

  private static void query(Member asker, Member user) {
    asker.http().post("keys/query", "{\"device_keys\":{\"%s\":[]}}".formatted(user.userId()));
  }

  private static List<String> names(JsonNode users) {
    List<String> names = new ArrayList<>();
    users.forEach(user -> names.add(user.asText()));
    return names;
  }

  @Test
  @DisplayName("F2, K7: are in device_lists.left of each device of the user, at once")
  void left() {
    Member alice = register("PHONE");
    Member tablet = login(alice, "TABLET");
    Member bob = register();
    Member carol = register();
    query(alice, bob);
    String since = tablet.sync().text("next_batch");
    CompletableFuture<Answer> waiting =
        tablet.http().callAsync("GET", "sync?timeout=30000&since=" + since, null);
    Awaitility.await().until(() -> server.waitingSyncs() == 1);

    query(alice, carol);

    Answer sync = waiting.orTimeout(10, TimeUnit.SECONDS).join();
    assertThat(names(sync.json().at("/device_lists/left"))).containsExactly(bob.userId());
    String next = sync.text("next_batch");
    assertThat(names(tablet.sync(next).json().at("/device_lists/left"))).isEmpty();
    assertThat(
            names(
                tablet
                    .http()
                    .get("keys/changes?from=" + since + "&to=" + next)
                    .json()
                    .path("left")))
        .containsExactly(bob.userId());

    query(alice, bob);

    JsonNode lists = tablet.sync(next).json().path("device_lists");
    assertThat(names(lists.path("changed"))).containsExactly(bob.userId());
    assertThat(names(lists.path("left"))).containsExactly(carol.userId());
  }
}
