package io.todevice.store.contract;

import static io.todevice.store.contract.KeySamples.CURVE;
import static io.todevice.store.contract.KeySamples.crossSigning;
import static io.todevice.store.contract.KeySamples.fallback;
import static io.todevice.store.contract.KeySamples.id;
import static io.todevice.store.contract.KeySamples.identity;
import static io.todevice.store.contract.KeySamples.key;
import static io.todevice.store.contract.KeySamples.oneTime;
import static io.todevice.store.contract.KeySamples.signature;
import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_LAPTOP;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.CAROL_PHONE;
import static io.todevice.store.contract.WaitingStore.isRefused;
import static io.todevice.store.contract.WaitingStore.outcome;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.KeyId;
import io.todevice.domain.KeySignature;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.CrossSigningKeys;
import io.todevice.store.KeyPosition;
import io.todevice.store.KeyStore;
import io.todevice.store.KeyStore.Replacement;
import io.todevice.store.KeyUpload;
import io.todevice.store.UserKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Guarantees of {@link KeyStore} about the keys themselves. */
public interface KeyContract extends StoreFixture {

  private KeySamples keys() {
    return new KeySamples(store());
  }

  @Test
  @DisplayName("K5: one-time keys go out in the order of upload, and each once")
  default void inOrderAndOnce() {
    on().signIn(ALICE_PHONE);
    on().signIn(BOB_PHONE);
    keys().upload(ALICE_PHONE, oneTime("c", "a"));
    keys().upload(ALICE_PHONE, oneTime("b"));

    assertThat(keys().claim(BOB_PHONE, ALICE_PHONE)).contains("c");
    assertThat(keys().claim(ALICE_PHONE, ALICE_PHONE)).contains("a");
    assertThat(keys().claim(BOB_PHONE, ALICE_PHONE)).contains("b");
    assertThat(keys().claim(BOB_PHONE, ALICE_PHONE)).isEmpty();
    assertThat(keys().claim(BOB_PHONE, ALICE_LAPTOP)).isEmpty();
    assertThat(keys().counts(ALICE_PHONE).oneTimeKeys()).containsOnly(Map.entry(CURVE, 0));
  }

  @Test
  @DisplayName("K2: another value under an ID changes nothing at all")
  default void contradiction() {
    on().signIn(ALICE_PHONE);
    keys().upload(ALICE_PHONE, oneTime("a"));
    KeyUpload contradicting =
        new KeyUpload(
            Optional.of(key("identity")),
            Map.of(id("z"), key("z"), id("a"), key("another")),
            Map.of(id("f"), key("f")));

    assertThat(keys().upload(ALICE_PHONE, contradicting)).isEmpty();
    assertThat(keys().upload(ALICE_PHONE, oneTime("a")).orElseThrow().oneTimeKeys())
        .containsOnly(Map.entry(CURVE, 1));

    assertThat(keys().counts(ALICE_PHONE).unusedFallbackTypes()).isEmpty();
    assertThat(keys().query(ALICE_PHONE, ALICE).map(UserKeys::devices)).contains(Map.of());
    assertThat(keys().claim(ALICE_PHONE, ALICE_PHONE)).contains("a");
    assertThat(keys().claim(ALICE_PHONE, ALICE_PHONE)).isEmpty();
  }

  @Test
  @DisplayName("K5: a key that was handed out is not taken again from a repeated upload")
  default void repeatedUpload() {
    on().signIn(ALICE_PHONE);
    keys().upload(ALICE_PHONE, oneTime("a", "b"));
    keys().claim(ALICE_PHONE, ALICE_PHONE);

    keys().upload(ALICE_PHONE, oneTime("a", "b"));

    assertThat(keys().claim(ALICE_PHONE, ALICE_PHONE)).contains("b");
    assertThat(keys().claim(ALICE_PHONE, ALICE_PHONE)).isEmpty();
  }

  @Test
  @DisplayName(
      "K3: a fallback key goes out when none is left, is used then, and gives way to a new one")
  default void fallbackKeys() {
    on().signIn(ALICE_PHONE);
    keys().upload(ALICE_PHONE, oneTime("a"));
    keys().upload(ALICE_PHONE, fallback("f"));

    assertThat(keys().claim(ALICE_PHONE, ALICE_PHONE)).contains("a");
    assertThat(keys().counts(ALICE_PHONE).unusedFallbackTypes()).containsExactly(CURVE);
    assertThat(keys().claim(ALICE_PHONE, ALICE_PHONE)).contains("f");
    assertThat(keys().claim(ALICE_PHONE, ALICE_PHONE)).contains("f");
    keys().upload(ALICE_PHONE, fallback("f"));
    assertThat(keys().counts(ALICE_PHONE).unusedFallbackTypes()).isEmpty();

    keys().upload(ALICE_PHONE, fallback("g"));

    assertThat(keys().counts(ALICE_PHONE).unusedFallbackTypes()).containsExactly(CURVE);
    assertThat(keys().claim(ALICE_PHONE, ALICE_PHONE)).contains("g");
  }

  @Test
  @DisplayName("K4: all devices of a user or those that are named; who has no keys is absent")
  default void queried() {
    on().signIn(ALICE_PHONE);
    on().signIn(ALICE_LAPTOP);
    DeviceIncarnation bob = on().signIn(BOB_PHONE).device();
    keys().upload(ALICE_PHONE, identity("phone"));
    keys().upload(ALICE_LAPTOP, identity("laptop"));
    on().rename(ALICE_LAPTOP, "Laptop");

    UserKeys all = keys().query(BOB_PHONE, ALICE).orElseThrow();
    assertThat(requireNonNull(all.devices().get(ALICE_PHONE.device())).object())
        .isEqualTo(key("phone"));
    assertThat(requireNonNull(all.devices().get(ALICE_LAPTOP.device())).displayName())
        .contains("Laptop");
    Set<DeviceId> one = Set.of(ALICE_LAPTOP.device(), new DeviceId("NONE"));
    assertThat(
            requireNonNull(outcome(store().keys().query(bob, Map.of(ALICE, one))).get(ALICE))
                .devices())
        .containsOnlyKeys(ALICE_LAPTOP.device());
    assertThat(keys().query(BOB_PHONE, CAROL_PHONE.user())).isEmpty();
  }

  @Test
  @DisplayName(
      "K8: cross-signing keys are replaced where they are as expected, and are no device's ID")
  default void crossSigningKeys() {
    DeviceIncarnation alice = on().signIn(ALICE_PHONE).device();
    CrossSigningKeys first = crossSigning("first");

    assertThat(replace(alice, CrossSigningKeys.NONE, first)).isEqualTo(Replacement.DONE);
    assertThat(replace(alice, CrossSigningKeys.NONE, crossSigning("second")))
        .isEqualTo(Replacement.CHANGED_MEANWHILE);
    assertThat(replace(alice, first, crossSigning("PHONE"))).isEqualTo(Replacement.IS_DEVICE_ID);

    assertThat(keys().query(ALICE_PHONE, ALICE).map(UserKeys::crossSigning)).contains(first);
    assertThat(
            outcome(
                store()
                    .devices()
                    .signIn(Samples.device(ALICE, "first"), Samples.tokens(), Optional.empty())))
        .isEmpty();
  }

  @Test
  @DisplayName(
      "K9: signatures are kept while what they sign is there, and others' for their signer")
  default void signatures() {
    DeviceIncarnation alice = on().signIn(ALICE_PHONE).device();
    DeviceIncarnation bob = on().signIn(BOB_PHONE).device();
    on().signIn(CAROL_PHONE);
    replace(bob, CrossSigningKeys.NONE, crossSigning("bobs"));
    KeySignature byAlice = signature(BOB, "bobs", ALICE, "one");
    KeySignature byBob = signature(BOB, "bobs", BOB, "own");
    KeySignature ofNothing = signature(BOB, "none", ALICE, "x");

    assertThat(outcome(store().keys().addSignatures(alice, List.of(byAlice, ofNothing))))
        .containsExactly(ofNothing);
    assertThat(outcome(store().keys().addSignatures(bob, List.of(byBob)))).isEmpty();

    assertThat(keys().query(ALICE_PHONE, BOB).orElseThrow().signatures())
        .containsExactlyInAnyOrder(byAlice, byBob);
    assertThat(keys().query(CAROL_PHONE, BOB).orElseThrow().signatures()).containsExactly(byBob);
    KeySignature renewed = signature(BOB, "bobs", ALICE, "two");
    assertThat(outcome(store().keys().addSignatures(alice, List.of(renewed)))).isEmpty();
    assertThat(keys().query(ALICE_PHONE, BOB).orElseThrow().signatures())
        .containsExactlyInAnyOrder(renewed, byBob);
  }

  @Test
  @DisplayName("K10: the keys of a device end with it")
  default void keysEndWithTheDevice() {
    on().signIn(ALICE_PHONE);
    on().signIn(BOB_PHONE);
    keys().upload(ALICE_PHONE, oneTime("a"));
    keys().upload(ALICE_PHONE, identity("phone"));

    on().delete(ALICE_PHONE);
    on().signIn(ALICE_PHONE);

    assertThat(keys().claim(BOB_PHONE, ALICE_PHONE)).isEmpty();
    assertThat(keys().query(BOB_PHONE, ALICE).map(UserKeys::devices).orElse(Map.of())).isEmpty();
    assertThat(keys().counts(ALICE_PHONE).oneTimeKeys()).isEmpty();
  }

  @Test
  @DisplayName("F4: an ended session touches no keys")
  default void endedSession() {
    DeviceIncarnation ended = on().signIn(ALICE_PHONE).device();
    on().delete(ALICE_PHONE);
    on().signIn(ALICE_PHONE);
    keys().upload(ALICE_PHONE, oneTime("a"));
    KeyStore store = store().keys();

    assertThat(isRefused(store.upload(ended, oneTime("b")))).isTrue();
    assertThat(isRefused(store.query(ended, Map.of(ALICE, Set.of())))).isTrue();
    assertThat(isRefused(store.claim(ended, Map.of(ALICE_PHONE, CURVE)))).isTrue();
    assertThat(isRefused(store.news(ended, Optional.of(KeyPosition.START)))).isTrue();
    assertThat(
            isRefused(
                store.replaceCrossSigningKeys(ended, CrossSigningKeys.NONE, crossSigning("x"))))
        .isTrue();
    assertThat(isRefused(store.addSignatures(ended, List.of()))).isTrue();

    assertThat(keys().counts(ALICE_PHONE).oneTimeKeys()).containsOnly(Map.entry(CURVE, 1));
  }

  @Test
  @DisplayName("F2: of more one-time keys than the bound allows the oldest are dropped")
  default void boundedOneTimeKeys() {
    WaitingStore bounded = on(Settings.NONE.with(StorageLimits.ONE_TIME_KEYS_PER_DEVICE, 2));
    bounded.signIn(ALICE_PHONE);
    KeySamples keys = new KeySamples(bounded.store());

    keys.upload(ALICE_PHONE, oneTime("a", "b", "c"));

    assertThat(keys.counts(ALICE_PHONE).oneTimeKeys()).containsOnly(Map.entry(CURVE, 2));
    assertThat(keys.claim(ALICE_PHONE, ALICE_PHONE)).contains("b");
  }

  @Test
  @DisplayName("F2: the oldest one-time keys are dropped, whatever their algorithms")
  default void boundedAlgorithms() {
    WaitingStore bounded = on(Settings.NONE.with(StorageLimits.ONE_TIME_KEYS_PER_DEVICE, 3));
    bounded.signIn(ALICE_PHONE);
    KeySamples keys = new KeySamples(bounded.store());

    for (KeyId id :
        List.of(
            new KeyId("c", "1"),
            new KeyId("a", "1"),
            new KeyId("d", "1"),
            new KeyId("d", "2"),
            new KeyId("b", "1"))) {
      keys.upload(ALICE_PHONE, new KeyUpload(Optional.empty(), Map.of(id, key("k")), Map.of()));
    }

    assertThat(keys.counts(ALICE_PHONE).oneTimeKeys())
        .containsOnly(Map.entry(CURVE, 0), Map.entry("d", 2), Map.entry("b", 1));
  }

  private Replacement replace(
      DeviceIncarnation caller, CrossSigningKeys expected, CrossSigningKeys next) {
    return outcome(store().keys().replaceCrossSigningKeys(caller, expected, next));
  }
}
