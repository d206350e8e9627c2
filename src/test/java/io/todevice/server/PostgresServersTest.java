package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.todevice.config.ConfigException;
import io.todevice.config.ServerConfig;
import io.todevice.config.TestConfig;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.StoreAddress;
import io.todevice.store.postgres.TestDatabases;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two servers on one database, as clients see them through a load balancer. */
@Tag("proof")
class PostgresServersTest extends ServerFixture {

  private final String database = new TestDatabases().create();
  private TodeviceServer other;

  @BeforeAll
  void startOther() throws IOException {
    other = TodeviceServer.start(config());
  }

  @AfterAll
  void stopOther() {
    other.close();
  }

  @Override
  ServerConfig config() {
    return TestConfig.onFreePort()
        .with(ServerSettings.STORE, StoreAddress.find(database).orElseThrow());
  }

  /** The same client on the other server. */
  private Member onOther(Member member) {
    Http http = new Http(other.baseUrl(), member.http().token());
    return new Member(member.name(), member.userId(), member.deviceId(), http);
  }

  @Test
  @DisplayName("A6, T1: a token is good on every node, and a repeat on another node is one")
  void tokensAndTransactions() {
    Member alice = register();
    Member bob = register();

    assertThat(alice.send("1", bob, "DEVICE", "{\"n\":1}").status()).isEqualTo(200);
    assertThat(onOther(alice).send("1", bob, "DEVICE", "{\"n\":1}").status()).isEqualTo(200);

    Answer sync = onOther(bob).sync();
    assertThat(sync.events()).hasSize(1);
    assertThat(bob.sync(sync.text("next_batch")).events()).isEmpty();
    assertThat(onOther(bob).sync().events()).isEmpty();
  }

  @Test
  @DisplayName("D4, D8: a sync that waits on one node is answered when another one gets a message")
  void waitingSync() throws Exception {
    Member alice = register();
    Member bob = register();
    String since = onOther(bob).sync().text("next_batch");
    CompletableFuture<Answer> waiting =
        onOther(bob).http().callAsync("GET", "sync?timeout=20000&since=" + since, null);
    await().until(() -> other.waitingSyncs() == 1);

    alice.send("1", bob, "*", "{\"n\":1}");

    assertThat(waiting.get(5, TimeUnit.SECONDS).events()).hasSize(1);
  }

  @Test
  @DisplayName("A5: a logout on one node ends a sync that waits on another, and the token")
  void logout() throws Exception {
    Member alice = register();
    String since = alice.sync().text("next_batch");
    CompletableFuture<Answer> waiting =
        onOther(alice).http().callAsync("GET", "sync?timeout=20000&since=" + since, null);
    await().until(() -> other.waitingSyncs() == 1);

    assertThat(alice.http().post("logout", "{}").status()).isEqualTo(200);

    assertThat(waiting.get(5, TimeUnit.SECONDS).status()).isEqualTo(401);
    assertThat(onOther(alice).sync().status()).isEqualTo(401);
  }

  @Test
  @DisplayName("P1: a database that goes away is 503, and afterwards everything goes on")
  void databaseAway() {
    Member alice = register();
    Member bob = register();
    String name = database.replaceAll(".*/|\\?.*", "");
    TestDatabases.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
    TestDatabases.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    Answer away = alice.send("away", bob, "DEVICE", "{\"n\":1}");
    TestDatabases.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");

    assertThat(away.status()).isEqualTo(503);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> alice.send("away", bob, "DEVICE", "{\"n\":1}").status() == 200);
    assertThat(bob.sync().events()).hasSize(1);
    // The other node finds each of its connections broken at its next use.
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(onOther(bob).sync().status()).isEqualTo(200));
  }

  @Test
  @DisplayName("A server that can't use its database says so in one line and does not start")
  void unusable() {
    ServerConfig config =
        TestConfig.onFreePort()
            .with(
                ServerSettings.STORE,
                StoreAddress.find("postgresql://u:secret@localhost:1/d?connectTimeout=1")
                    .orElseThrow());

    assertThatThrownBy(() -> TodeviceServer.start(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("localhost:1")
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("\n");
  }
}
