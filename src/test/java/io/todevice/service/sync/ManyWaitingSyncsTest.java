package io.todevice.service.sync;

import static io.todevice.service.fixture.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceContents;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.TransactionId;
import io.todevice.domain.UserId;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.auth.Authentication.Accepted;
import io.todevice.service.auth.Authenticator;
import io.todevice.service.fixture.TestServices;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Ten thousand waiting syncs")
class ManyWaitingSyncsTest {

  private static final int USERS = 100;
  private static final int DEVICES = 100;

  private final TestServices services = new TestServices();
  private final ScheduledTimers timers = new ScheduledTimers();
  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final AuthenticatedDevice phone = services.login(services.newUser("alice"), "PHONE");
  private final Map<AccessToken, AuthenticatedDevice> devices = new ConcurrentHashMap<>();
  private final Authenticator lenient =
      token ->
          CompletableFuture.completedStage(
              new Accepted(devices.getOrDefault(token, phone), Optional.empty()));
  private final SyncService sync =
      services.sync(services.store.messages(), lenient, timers, executor);

  @AfterEach
  void close() {
    executor.shutdownNow();
    timers.close();
    services.close();
  }

  @Test
  @DisplayName("D4: cost no thread, and are all answered when a message comes for each")
  void woken() {
    CompletableFuture<SyncResult> first = waitOn(new DeviceAddress(user(0), device(0)));
    value(sync.sync(phone, new SyncRequest(Optional.empty(), Duration.ofMillis(1), false)));
    int threads = ManagementFactory.getThreadMXBean().getThreadCount();

    List<CompletableFuture<SyncResult>> answers = waitOnAll();
    assertThat(sync.waiting()).isEqualTo(USERS * DEVICES + 1);
    assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - threads).isLessThan(10);
    for (int user = 0; user < USERS; user++) {
      value(
          services.messaging.send(
              Optional.of(phone),
              TestServices.TYPE,
              new TransactionId("t" + user),
              Map.of(
                  user(user),
                  new DeviceContents(Map.of(), Optional.of(TestServices.content("hello"))))));
    }

    assertThat(value(first).messages()).hasSize(1);
    for (CompletableFuture<SyncResult> answer : answers) {
      assertThat(value(answer).messages()).hasSize(1);
    }
    assertThat(sync.waiting()).isZero();
    assertThat(timers.size()).isZero();
  }

  @Test
  @DisplayName("R6: are all answered when the server stops")
  void stopped() {
    List<CompletableFuture<SyncResult>> answers = waitOnAll();

    value(sync.stop());

    assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompleted());
    assertThat(sync.waiting()).isZero();
    assertThat(timers.size()).isZero();
  }

  @Test
  @DisplayName("are let go of when their clients have gone")
  void cancelled() {
    List<CompletableFuture<SyncResult>> answers = waitOnAll();

    answers.forEach(answer -> answer.cancel(false));

    Awaitility.await().untilAsserted(() -> assertThat(sync.waiting()).isZero());
    assertThat(timers.size()).isZero();
  }

  private List<CompletableFuture<SyncResult>> waitOnAll() {
    List<CompletableFuture<SyncResult>> answers = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      for (int device = 0; device < DEVICES; device++) {
        answers.add(waitOn(new DeviceAddress(user(user), device(device))));
      }
    }
    return answers;
  }

  private CompletableFuture<SyncResult> waitOn(DeviceAddress address) {
    DeviceIncarnation device =
        value(services.store.devices().ensureExists(address, Optional.empty()))
            .orElseThrow()
            .device();
    AuthenticatedDevice caller =
        new AuthenticatedDevice(device, new AccessToken("token-" + devices.size()));
    devices.put(caller.token(), caller);
    return sync.sync(caller, new SyncRequest(Optional.empty(), Duration.ofMinutes(5), false));
  }

  private static UserId user(int number) {
    return TestServices.user("user" + number);
  }

  private static DeviceId device(int number) {
    return new DeviceId("D" + number);
  }
}
