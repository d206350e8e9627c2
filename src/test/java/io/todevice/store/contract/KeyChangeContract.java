package io.todevice.store.contract;

import static io.todevice.store.contract.KeySamples.crossSigning;
import static io.todevice.store.contract.KeySamples.identity;
import static io.todevice.store.contract.KeySamples.oneTime;
import static io.todevice.store.contract.KeySamples.signature;
import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_LAPTOP;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.CAROL;
import static io.todevice.store.contract.Samples.CAROL_PHONE;
import static io.todevice.store.contract.WaitingStore.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.CrossSigningKeys;
import io.todevice.store.KeyPosition;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Guarantees of {@link io.todevice.store.KeyStore} about who learns of changes. */
public interface KeyChangeContract extends StoreFixture {

  private KeySamples keys() {
    return new KeySamples(store());
  }

  @Test
  @DisplayName(
      "K7: followers are told of new keys, names and the end of a device, again if they ask again")
  default void toldOfChanges() {
    on().signIn(ALICE_PHONE);
    on().signIn(BOB_PHONE);
    on().signIn(CAROL_PHONE);
    keys().query(ALICE_PHONE, BOB);

    expectChange(() -> keys().upload(BOB_PHONE, identity("bob")));
    expectChange(() -> on().rename(BOB_PHONE, "Bob's"));
    expectChange(() -> on().delete(BOB_PHONE));
    assertThat(keys().changed(CAROL_PHONE, KeyPosition.START)).isEmpty();
  }

  private void expectChange(Runnable change) {
    KeyPosition since = keys().position(ALICE_PHONE);
    change.run();
    assertThat(keys().changed(ALICE_PHONE, since)).containsExactly(BOB);
    assertThat(keys().changed(ALICE_PHONE, since)).containsExactly(BOB);
    assertThat(keys().changed(ALICE_PHONE, keys().position(ALICE_PHONE))).isEmpty();
    assertThat(keys().changed(ALICE_PHONE, new KeyPosition(Long.MAX_VALUE, 0)))
        .containsExactly(BOB);
  }

  @Test
  @DisplayName("K7: the same keys, one-time keys and claims are no change")
  default void noChange() {
    on().signIn(ALICE_PHONE);
    on().signIn(BOB_PHONE);
    keys().query(ALICE_PHONE, BOB);
    keys().upload(BOB_PHONE, identity("bob"));
    KeyPosition since = keys().position(ALICE_PHONE);

    keys().upload(BOB_PHONE, identity("bob"));
    keys().upload(BOB_PHONE, oneTime("a"));
    keys().claim(ALICE_PHONE, BOB_PHONE);

    assertThat(keys().changed(ALICE_PHONE, since)).isEmpty();
    assertThat(keys().position(ALICE_PHONE)).isEqualTo(since);
  }

  @Test
  @DisplayName("K7: one's own user and users who do not exist yet are followed too")
  default void followed() {
    on().signIn(ALICE_PHONE);
    on().signIn(ALICE_LAPTOP);
    keys().query(ALICE_PHONE, CAROL);
    KeyPosition since = keys().position(ALICE_LAPTOP);

    on().signIn(CAROL_PHONE);
    keys().upload(CAROL_PHONE, identity("carol"));
    keys().upload(ALICE_PHONE, identity("alice"));

    assertThat(keys().changed(ALICE_LAPTOP, since)).containsExactlyInAnyOrder(ALICE, CAROL);
  }

  @Test
  @DisplayName(
      "K8, K9: cross-signing keys are a change for all, a signature of another's for its signer")
  default void crossSigningChanges() {
    DeviceIncarnation alice = on().signIn(ALICE_PHONE).device();
    DeviceIncarnation bob = on().signIn(BOB_PHONE).device();
    on().signIn(CAROL_PHONE);
    keys().query(ALICE_PHONE, BOB);
    keys().query(CAROL_PHONE, BOB);
    KeyPosition start = keys().position(ALICE_PHONE);
    outcome(
        store().keys().replaceCrossSigningKeys(bob, CrossSigningKeys.NONE, crossSigning("bobs")));
    assertThat(keys().changed(ALICE_PHONE, start)).containsExactly(BOB);
    assertThat(keys().changed(CAROL_PHONE, start)).containsExactly(BOB);
    KeyPosition since = keys().position(ALICE_PHONE);

    outcome(store().keys().addSignatures(alice, List.of(signature(BOB, "bobs", ALICE, "s"))));

    assertThat(keys().changed(ALICE_PHONE, since)).containsExactly(BOB);
    assertThat(keys().changed(CAROL_PHONE, since)).isEmpty();
  }

  @Test
  @DisplayName("K6, K7: the watchers of followers and of the device whose key goes are called")
  default void watchers() {
    on().signIn(ALICE_PHONE);
    on().signIn(BOB_PHONE);
    on().signIn(CAROL_PHONE);
    keys().query(ALICE_PHONE, BOB);
    keys().upload(BOB_PHONE, oneTime("a"));
    AtomicInteger alice = watch(ALICE_PHONE);
    AtomicInteger bob = watch(BOB_PHONE);
    AtomicInteger carol = watch(CAROL_PHONE);

    keys().upload(BOB_PHONE, identity("bob"));
    await().untilAtomic(alice, is(1));
    await().untilAtomic(bob, is(1));
    keys().claim(CAROL_PHONE, BOB_PHONE);
    await().untilAtomic(bob, is(2));

    assertThat(keys().news(BOB_PHONE, new KeyPosition(0, 0)).position().claims()).isEqualTo(1);
    assertThat(carol).hasValue(0);
    assertThat(alice).hasValue(1);
  }

  @Test
  @DisplayName(
      "F2, K7: of more followed users than the bound allows the one asked for longest ago has left")
  default void boundedFollowing() {
    WaitingStore bounded = on(Settings.NONE.with(StorageLimits.FOLLOWED_USERS, 1));
    bounded.signIn(ALICE_PHONE);
    bounded.signIn(BOB_PHONE);
    bounded.signIn(CAROL_PHONE);
    KeySamples keys = new KeySamples(bounded.store());
    keys.query(ALICE_PHONE, BOB);
    KeyPosition start = keys.position(ALICE_PHONE);
    keys.query(ALICE_PHONE, CAROL);
    KeyPosition since = keys.position(ALICE_PHONE);
    assertThat(keys.news(ALICE_PHONE, start).left()).containsExactly(BOB);
    assertThat(keys.news(ALICE_PHONE, start).isNewSince(start)).isTrue();
    assertThat(keys.news(ALICE_PHONE, since).left()).isEmpty();

    keys.upload(BOB_PHONE, identity("bob"));
    keys.upload(CAROL_PHONE, identity("carol"));

    assertThat(keys.changed(ALICE_PHONE, since)).containsExactly(CAROL);

    keys.query(ALICE_PHONE, BOB);
    assertThat(keys.news(ALICE_PHONE, start).left()).containsExactly(CAROL);
    assertThat(keys.changed(ALICE_PHONE, start)).containsExactly(BOB);
  }

  private AtomicInteger watch(DeviceAddress device) {
    AtomicInteger calls = new AtomicInteger();
    store().messages().watch(on().incarnation(device), calls::incrementAndGet);
    return calls;
  }
}
