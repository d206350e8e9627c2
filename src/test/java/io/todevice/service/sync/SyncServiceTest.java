package io.todevice.service.sync;

import static io.todevice.service.fixture.Outcomes.failure;
import static io.todevice.service.fixture.Outcomes.refusalCode;
import static io.todevice.service.fixture.Outcomes.value;
import static io.todevice.service.fixture.TestServices.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.JsonObject;
import io.todevice.domain.ToDeviceMessage;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.fixture.HookedMessages;
import io.todevice.service.fixture.ManualExecutor;
import io.todevice.service.fixture.ManualTimers;
import io.todevice.service.fixture.TestServices;
import io.todevice.settings.RequestLimits;
import io.todevice.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A sync")
class SyncServiceTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TestServices services = new TestServices();
  private final ManualTimers timers = new ManualTimers(services.clock);
  private final ManualExecutor executor = new ManualExecutor();
  private final HookedMessages messages = new HookedMessages(services.store.messages());
  private final SyncService sync =
      services.sync(messages, services.authenticator, timers, executor);
  private final AuthenticatedDevice phone = services.login(services.newUser("alice"), "PHONE");
  private final AuthenticatedDevice laptop = services.login(services.newUser("bob"), "LAPTOP");

  @AfterEach
  void close() {
    services.close();
  }

  @Test
  @DisplayName("D1: brings the pending messages in order of arrival, as they were sent")
  void brings() {
    send("one");
    send("two");

    assertThat(now(Optional.empty()).messages())
        .containsExactly(
            new ToDeviceMessage(phone.user(), TestServices.TYPE, content("one")),
            new ToDeviceMessage(phone.user(), TestServices.TYPE, content("two")));
  }

  @Test
  @DisplayName("D1: brings at most 100, and the rest the next times")
  void pages() {
    List<JsonObject> sent = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      send("m" + i);
      sent.add(content("m" + i));
    }

    SyncResult first = now(Optional.empty());
    SyncResult second = now(Optional.of(first.nextBatch()));
    SyncResult third = now(Optional.of(second.nextBatch()));

    assertThat(bodies(first)).isEqualTo(sent.subList(0, 100));
    assertThat(bodies(second)).isEqualTo(sent.subList(100, 200));
    assertThat(bodies(third)).isEqualTo(sent.subList(200, 250));
    assertThat(now(Optional.of(third.nextBatch())).messages()).isEmpty();
  }

  @Test
  @DisplayName("D1: brings no more bytes than the settings allow, but one message in any case")
  void smallerAnswers() {
    Settings small = services.settings.with(RequestLimits.MAX_SYNC_SIZE, 1024L);
    SyncService limited =
        new SyncService(
            messages,
            services.store.keys(),
            services.store.accountData(),
            services.authenticator,
            timers,
            executor,
            services.clock,
            small);
    send("1".repeat(1000));
    send("2".repeat(2000));

    SyncResult first = value(limited.sync(laptop, request(Optional.empty(), Duration.ZERO)));
    SyncResult second =
        value(limited.sync(laptop, request(Optional.of(first.nextBatch()), MINUTE)));

    assertThat(first.messages()).hasSize(1);
    assertThat(second.messages()).hasSize(1).doesNotContainAnyElementsOf(first.messages());
  }

  @Test
  @DisplayName("D2: shows messages again until it comes back with their next_batch")
  void showsAgain() {
    String start = now(Optional.empty()).nextBatch();
    send("one");

    SyncResult first = now(Optional.of(start));
    assertThat(bodies(first)).containsExactly(content("one"));
    assertThat(now(Optional.of(start))).isEqualTo(first);
    assertThat(now(Optional.empty()))
        .usingRecursiveComparison()
        .ignoringFields("isFirst")
        .isEqualTo(first);

    assertThat(now(Optional.of(first.nextBatch())).messages()).isEmpty();
    assertThat(now(Optional.empty()).messages()).isEmpty();
  }

  @Test
  @DisplayName("D3: brings nothing back with a token that was passed")
  void passedToken() {
    String start = now(Optional.empty()).nextBatch();
    send("one");
    now(Optional.of(now(Optional.of(start)).nextBatch()));

    assertThat(now(Optional.of(start)).messages()).isEmpty();
  }

  @Test
  @DisplayName("D3: acknowledges for its own device only")
  void perDevice() {
    AuthenticatedDevice tablet = services.login(laptop.user(), "TABLET");
    send("for the laptop");
    services.send(phone, tablet.address(), "for the tablet");

    now(Optional.of(now(Optional.empty()).nextBatch()));

    assertThat(bodies(value(sync.sync(tablet, request(Optional.empty(), Duration.ZERO)))))
        .containsExactly(content("for the tablet"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "s1_1_-1", "s72594_4483_1934"})
  @DisplayName("D5: M_INVALID_PARAM for a since that no server gives out, the empty one included")
  void unknownSince(String since) {
    assertThat(refusalCode(sync.sync(laptop, request(Optional.of(since), MINUTE))))
        .isEqualTo(ErrorCode.M_INVALID_PARAM);
    assertThat(sync.waiting()).isZero();
  }

  @Test
  @DisplayName("D5: another device's since, and one of the future, count as none")
  void foreignSince() {
    send("one");
    String phones = value(sync.sync(phone, request(Optional.empty(), Duration.ZERO))).nextBatch();
    String own = now(Optional.empty()).nextBatch();
    String future = own.replaceAll("_1_0_0_1$", "_5_0_0_1");

    assertThat(bodies(now(Optional.of(phones)))).containsExactly(content("one"));
    assertThat(future).isNotEqualTo(own);
    assertThat(bodies(now(Optional.of(future)))).containsExactly(content("one"));
  }

  @Test
  @DisplayName("D6: a since of a device of the same name that was deleted acknowledges nothing")
  void sinceOfDeletedDevice() {
    send("one");
    String since = now(Optional.empty()).nextBatch();
    value(services.sessions.logout(laptop));
    AuthenticatedDevice again = services.login(laptop.user(), "LAPTOP");
    services.send(phone, again.address(), "two");

    assertThat(bodies(value(sync.sync(again, request(Optional.of(since), Duration.ZERO)))))
        .containsExactly(content("two"));
  }

  @Test
  @DisplayName("A5: M_UNKNOWN_TOKEN where the device was deleted meanwhile")
  void deletedDevice() {
    value(services.sessions.logout(laptop));

    assertThat(refusalCode(sync.sync(laptop, request(Optional.empty(), MINUTE))))
        .isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);
  }

  @Test
  @DisplayName("D4: answers at once without a timeout, with a negative one, and with full_state")
  void atOnce() {
    List<SyncRequest> requests =
        List.of(
            request(Optional.empty(), Duration.ZERO),
            request(Optional.empty(), Duration.ofMillis(-5)),
            new SyncRequest(Optional.empty(), MINUTE, true));

    for (SyncRequest request : requests) {
      assertThat(sync.sync(laptop, request)).isCompleted();
    }
    assertThat(sync.waiting()).isZero();
  }

  @Test
  @DisplayName("D4: answers at once where something is there, whatever the timeout")
  void somethingThere() {
    send("one");

    CompletableFuture<SyncResult> answer = sync.sync(laptop, request(Optional.empty(), MINUTE));

    assertThat(answer).isCompleted();
    assertThat(bodies(value(answer))).containsExactly(content("one"));
    assertThat(messages.openWatches()).isZero();
    assertThat(timers.size()).isZero();
  }

  @Test
  @DisplayName("fails as the store fails")
  void failingStore() {
    IllegalStateException fault = new IllegalStateException("disk full");
    messages.onRead = page -> CompletableFuture.failedStage(fault);

    assertThat(failure(sync.sync(laptop, request(Optional.empty(), MINUTE)))).isSameAs(fault);
  }

  private void send(String body) {
    services.send(phone, laptop.address(), body);
  }

  private SyncResult now(Optional<String> since) {
    return value(sync.sync(laptop, request(since, Duration.ZERO)));
  }

  private static SyncRequest request(Optional<String> since, Duration timeout) {
    return new SyncRequest(since, timeout, false);
  }

  private static List<JsonObject> bodies(SyncResult result) {
    return result.messages().stream().map(ToDeviceMessage::content).toList();
  }
}
