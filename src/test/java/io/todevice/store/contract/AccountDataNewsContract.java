package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE_LAPTOP;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.json;
import static io.todevice.store.contract.WaitingStore.isRefused;
import static io.todevice.store.contract.WaitingStore.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.AccountData;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.PushRule;
import io.todevice.domain.PushRuleKind;
import io.todevice.domain.PushRules;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.AccountDataNews;
import io.todevice.store.AccountDataStore.Replacement;
import io.todevice.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Guarantees of {@link io.todevice.store.AccountDataStore} about push rules and what is new. */
public interface AccountDataNewsContract extends StoreFixture {

  @Test
  @DisplayName(
      "K12: what is new is everything at first, and later each type that has changed, once")
  default void newsOfChanges() {
    DeviceIncarnation phone = on().signIn(ALICE_PHONE).device();
    DeviceIncarnation laptop = on().signIn(ALICE_LAPTOP).device();
    put(phone, "a", 1);
    put(phone, "b", 2);

    AccountDataNews first = news(laptop, OptionalLong.empty());
    assertThat(first.changed()).containsExactly(data("a", 1), data("b", 2));
    OptionalLong position = OptionalLong.of(first.position());
    assertThat(news(laptop, position)).isEqualTo(nothingAt(first.position()));

    put(phone, "b", 3);
    put(phone, "a", 4);
    put(phone, "b", 5);
    AccountDataNews second = news(laptop, position);
    assertThat(second.changed()).containsExactly(data("a", 4), data("b", 5));
    assertThat(second.position()).isGreaterThan(first.position());
    assertThat(news(laptop, position)).isEqualTo(second);
    assertThat(news(on().signIn(BOB_PHONE).device(), OptionalLong.empty()).isEmpty()).isTrue();
  }

  @Test
  @DisplayName("K12: a position is never 0, where somebody stands who knows nothing")
  default void positionOfNothing() {
    DeviceIncarnation phone = on().signIn(ALICE_PHONE).device();

    assertThat(news(phone, OptionalLong.empty()).position()).isPositive();
    put(phone, "a", 1);
    assertThat(news(phone, OptionalLong.of(0)).changed()).containsExactly(data("a", 1));
  }

  @Test
  @DisplayName("K12: push rules are replaced where they are still the expected ones, and are news")
  default void pushRulesAreReplaced() {
    DeviceIncarnation phone = on().signIn(ALICE_PHONE).device();
    assertThat(outcome(store().accountData().findPushRules(phone))).isEmpty();
    OptionalLong before = OptionalLong.of(news(phone, OptionalLong.empty()).position());

    assertThat(replace(store(), phone, Optional.empty(), rules("a"))).isEqualTo(Replacement.DONE);
    assertThat(replace(store(), phone, Optional.empty(), rules("b")))
        .isEqualTo(Replacement.CHANGED_MEANWHILE);
    assertThat(replace(store(), phone, Optional.of(rules("x")), rules("b")))
        .isEqualTo(Replacement.CHANGED_MEANWHILE);

    assertThat(outcome(store().accountData().findPushRules(phone))).contains(rules("a"));
    assertThat(news(phone, before).pushRules()).contains(rules("a"));
    OptionalLong after = OptionalLong.of(news(phone, before).position());
    put(phone, "a", 1);
    assertThat(news(phone, after).pushRules()).isEmpty();
    assertThat(replace(store(), phone, Optional.of(rules("a")), rules("b")))
        .isEqualTo(Replacement.DONE);
    assertThat(news(phone, after).pushRules()).contains(rules("b"));
  }

  @Test
  @DisplayName("F2: push rules count with what their user holds")
  default void pushRulesAreBounded() {
    Store bounded = store(Settings.NONE.with(StorageLimits.USER_DATA_SIZE, 1_024L));
    DeviceIncarnation phone = new WaitingStore(bounded).signIn(ALICE_PHONE).device();

    assertThat(replace(bounded, phone, Optional.empty(), rules("x".repeat(1_000))))
        .isEqualTo(Replacement.TOO_LARGE);
    assertThat(outcome(bounded.accountData().findPushRules(phone))).isEmpty();
  }

  @Test
  @DisplayName("K12: a change notifies the watchers of every device of its user, and no others")
  default void watchersAreNotified() {
    DeviceIncarnation phone = on().signIn(ALICE_PHONE).device();
    DeviceIncarnation laptop = on().signIn(ALICE_LAPTOP).device();
    DeviceIncarnation bob = on().signIn(BOB_PHONE).device();
    AtomicInteger wokenLaptop = new AtomicInteger();
    AtomicInteger wokenBob = new AtomicInteger();
    store().messages().watch(laptop, wokenLaptop::incrementAndGet);
    store().messages().watch(bob, wokenBob::incrementAndGet);

    expectCall(wokenLaptop, () -> put(phone, "a", 1));
    expectCall(wokenLaptop, () -> replace(store(), phone, Optional.empty(), rules("a")));
    assertThat(wokenBob).hasValue(0);
  }

  @Test
  @DisplayName("F4: an ended session reads no news and replaces no push rules")
  default void endedSessionReadsNoNews() {
    DeviceIncarnation ended = on().signIn(ALICE_PHONE).device();
    on().delete(ALICE_PHONE);
    DeviceIncarnation phone = on().signIn(ALICE_PHONE).device();

    assertThat(isRefused(store().accountData().news(ended, OptionalLong.empty()))).isTrue();
    assertThat(isRefused(store().accountData().findPushRules(ended))).isTrue();
    assertThat(
            isRefused(store().accountData().replacePushRules(ended, Optional.empty(), rules("a"))))
        .isTrue();
    assertThat(outcome(store().accountData().findPushRules(phone))).isEmpty();
  }

  private void put(DeviceIncarnation caller, String type, int number) {
    assertThat(outcome(store().accountData().put(caller, data(type, number)))).isTrue();
  }

  private AccountDataNews news(DeviceIncarnation caller, OptionalLong since) {
    return outcome(store().accountData().news(caller, since));
  }

  private static Replacement replace(
      Store store, DeviceIncarnation caller, Optional<PushRules> expected, PushRules next) {
    return outcome(store.accountData().replacePushRules(caller, expected, next));
  }

  private static AccountDataNews nothingAt(long position) {
    return new AccountDataNews(List.of(), Optional.empty(), position);
  }

  private static AccountData data(String type, int number) {
    return new AccountData(new EventType(type), content(number));
  }

  private static PushRules rules(String id) {
    JsonObject actions = json("{}");
    return new PushRules(
        Map.of(
            PushRuleKind.ROOM,
            List.of(new PushRule(id, false, true, actions, Optional.empty(), Optional.empty()))));
  }
}
