package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_LAPTOP;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.CAROL_PHONE;
import static io.todevice.store.contract.Samples.TYPE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.json;
import static io.todevice.store.contract.WaitingStore.isRefused;
import static io.todevice.store.contract.WaitingStore.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.AccountData;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.JsonValue;
import io.todevice.domain.UserId;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.ProfileStore;
import io.todevice.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Guarantees of {@link io.todevice.store.AccountDataStore} and {@link ProfileStore}, and of what
 * bounds them.
 */
public interface UserDataContract extends StoreFixture {

  @Test
  @DisplayName("K12: account data is found unchanged, on every device of its user")
  default void accountDataIsFound() {
    DeviceIncarnation phone = on().signIn(ALICE_PHONE).device();
    DeviceIncarnation laptop = on().signIn(ALICE_LAPTOP).device();
    JsonObject content = json("{\"a\": [1.0, 12345678901234567890]}");

    assertThat(put(store(), phone, content)).isTrue();

    assertThat(find(laptop)).contains(content);
    assertThat(find(phone)).contains(content);
  }

  @Test
  @DisplayName("K12: account data replaces what was kept under its type, and no other")
  default void accountDataIsReplaced() {
    DeviceIncarnation phone = on().signIn(ALICE_PHONE).device();
    EventType other = new EventType("m.other");
    put(store(), phone, content(1));
    outcome(store().accountData().put(phone, new AccountData(other, content(2))));

    put(store(), phone, content(3));

    assertThat(find(phone)).contains(content(3));
    assertThat(outcome(store().accountData().find(phone, other))).contains(content(2));
  }

  @Test
  @DisplayName("AccountDataStore.find: no one sees another user's data")
  default void accountDataIsPrivate() {
    put(store(), on().signIn(ALICE_PHONE).device(), content(1));

    assertThat(find(on().signIn(BOB_PHONE).device())).isEmpty();
  }

  @Test
  @DisplayName("K12: everybody finds a profile, field by field as it was set")
  default void profileIsFound() {
    DeviceIncarnation phone = on().signIn(ALICE_PHONE).device();

    assertThat(profile(ALICE)).contains(Map.of());
    assertThat(putField(store(), phone, "displayname", "\"A\"")).isTrue();
    assertThat(putField(store(), phone, "x", "1.0")).isTrue();
    assertThat(putField(store(), phone, "displayname", "\"B\"")).isTrue();

    assertThat(profile(ALICE)).contains(Map.of("displayname", value("\"B\""), "x", value("1.0")));
    outcome(store().profiles().remove(phone, "x"));
    outcome(store().profiles().remove(phone, "unknown"));
    assertThat(profile(ALICE)).contains(Map.of("displayname", value("\"B\"")));
  }

  @Test
  @DisplayName("ProfileStore.find: who has neither an account nor a device has no profile")
  default void unknownUserHasNoProfile() {
    on().signIn(ALICE_PHONE);
    outcome(store().accounts().create(BOB, Optional.empty()));

    assertThat(profile(BOB)).contains(Map.of());
    assertThat(profile(CAROL_PHONE.user())).isEmpty();
    on().deleteAll(ALICE);
    assertThat(profile(ALICE)).isEmpty();
  }

  @Test
  @DisplayName("K12: what an account keeps outlives its devices")
  default void accountKeepsItsData() {
    outcome(store().accounts().create(ALICE, Optional.empty()));
    DeviceIncarnation phone = on().signIn(ALICE_PHONE).device();
    put(store(), phone, content(1));
    putField(store(), phone, "displayname", "\"A\"");

    on().deleteAll(ALICE);

    assertThat(find(on().signIn(ALICE_LAPTOP).device())).contains(content(1));
    assertThat(profile(ALICE)).contains(Map.of("displayname", value("\"A\"")));
  }

  @Test
  @DisplayName("F4: an ended session keeps, finds and removes nothing")
  default void endedSessionTouchesNoData() {
    DeviceIncarnation ended = on().signIn(ALICE_PHONE).device();
    on().delete(ALICE_PHONE);
    DeviceIncarnation phone = on().signIn(ALICE_PHONE).device();
    put(store(), phone, content(1));
    putField(store(), phone, "x", "1");

    assertThat(isRefused(store().accountData().find(ended, TYPE))).isTrue();
    assertThat(isRefused(store().accountData().put(ended, new AccountData(TYPE, content(2)))))
        .isTrue();
    assertThat(isRefused(store().profiles().put(ended, "x", value("2")))).isTrue();
    assertThat(isRefused(store().profiles().remove(ended, "x"))).isTrue();
    assertThat(find(phone)).contains(content(1));
    assertThat(profile(ALICE)).contains(Map.of("x", value("1")));
  }

  @Test
  @DisplayName("F2: a profile has at most 64 KiB, and what would be more changes nothing")
  default void profileIsBounded() {
    DeviceIncarnation phone = on().signIn(ALICE_PHONE).device();
    String half = text(ProfileStore.MAX_BYTES / 2 - 1);

    assertThat(putField(store(), phone, "a", half)).isTrue();
    assertThat(putField(store(), phone, "b", half)).isTrue();
    assertThat(putField(store(), phone, "c", "1")).isFalse();
    assertThat(putField(store(), phone, "b", half + " ")).isFalse();

    assertThat(profile(ALICE).orElseThrow()).containsOnlyKeys("a", "b");
    assertThat(putField(store(), phone, "b", "1")).isTrue();
    assertThat(putField(store(), phone, "c", "1")).isTrue();
  }

  @Test
  @DisplayName("F2: more than one user may hold is refused, counted and changes nothing")
  default void userIsBounded() {
    Store bounded = store(Settings.NONE.with(StorageLimits.USER_DATA_SIZE, 10_000L));
    DeviceIncarnation phone = new WaitingStore(bounded).signIn(ALICE_PHONE).device();

    assertThat(put(bounded, phone, large(6_000))).isTrue();
    assertThat(putField(bounded, phone, "x", text(6_000))).isFalse();
    assertThat(put(bounded, phone, large(12_000))).isFalse();

    assertThat(outcome(bounded.accountData().find(phone, TYPE))).contains(large(6_000));
    assertThat(bounded.statistics().refusedData()).isEqualTo(2);
    assertThat(put(bounded, phone, content(1))).isTrue();
    assertThat(putField(bounded, phone, "x", text(6_000))).isTrue();
  }

  @Test
  @DisplayName("F1, F2: nobody is refused their share because others hold much")
  default void everybodyHasAShare() {
    Store bounded = store(Settings.NONE.with(StorageLimits.USER_DATA_MEMORY, 1L << 20));
    WaitingStore on = new WaitingStore(bounded);
    DeviceIncarnation alice = on.signIn(ALICE_PHONE).device();
    DeviceIncarnation bob = on.signIn(BOB_PHONE).device();

    int kept = 0;
    while (outcome(
        bounded
            .accountData()
            .put(alice, new AccountData(new EventType("t" + kept), large(10_000))))) {
      kept++;
    }

    assertThat(kept).isBetween(45, 55);
    assertThat(put(bounded, bob, large(200_000))).isTrue();
    assertThat(put(bounded, bob, large(300_000))).isFalse();
  }

  private static boolean put(Store store, DeviceIncarnation caller, JsonObject content) {
    return outcome(store.accountData().put(caller, new AccountData(TYPE, content)));
  }

  private static boolean putField(
      Store store, DeviceIncarnation caller, String field, String text) {
    return outcome(store.profiles().put(caller, field, value(text)));
  }

  private Optional<JsonObject> find(DeviceIncarnation caller) {
    return outcome(store().accountData().find(caller, TYPE));
  }

  private Optional<Map<String, JsonValue>> profile(UserId user) {
    return outcome(store().profiles().find(user));
  }

  private static JsonValue value(String text) {
    return JsonValue.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject large(int bytes) {
    return json("{\"x\":" + text(bytes - 6) + "}");
  }

  /** A JSON text of so many bytes. */
  private static String text(int bytes) {
    return '"' + "x".repeat(bytes - 2) + '"';
  }
}
