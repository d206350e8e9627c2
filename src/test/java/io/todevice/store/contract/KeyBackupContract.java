package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE_LAPTOP;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.json;
import static io.todevice.store.contract.WaitingStore.isRefused;
import static io.todevice.store.contract.WaitingStore.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.BackedUpKey;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.KeyBackup;
import io.todevice.domain.MegolmSessionId;
import io.todevice.domain.RoomId;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.BackupChange;
import io.todevice.store.BackupChange.Absent;
import io.todevice.store.BackupChange.Done;
import io.todevice.store.BackupChange.NotCurrent;
import io.todevice.store.BackupChange.TooLarge;
import io.todevice.store.KeySelection;
import io.todevice.store.Store;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Guarantees of {@link io.todevice.store.KeyBackupStore}. */
public interface KeyBackupContract extends StoreFixture {

  RoomId ROOM = new RoomId("!reeds:example.org");
  RoomId OTHER_ROOM = new RoomId("!sky:example.org");
  MegolmSessionId SESSION = new MegolmSessionId("c2Vzc2lvbg");
  MegolmSessionId OTHER_SESSION = new MegolmSessionId("b3RoZXI");

  @Test
  @DisplayName("K11: the backup created last is the current one, and its version is new")
  default void lastIsCurrent() {
    DeviceIncarnation phone = on().signIn(ALICE_PHONE).device();
    assertThat(current(phone)).isEmpty();

    String first = create(phone);
    String second = create(phone);

    assertThat(second).isNotEqualTo(first);
    assertThat(current(phone).orElseThrow().version()).isEqualTo(second);
    assertThat(find(phone, first).orElseThrow())
        .isEqualTo(new KeyBackup(first, "a", content(1), 0, find(phone, first).get().etag()));
    assertThat(find(phone, "unknown")).isEmpty();
    assertThat(current(on().signIn(ALICE_LAPTOP).device())).isPresent();
    assertThat(current(on().signIn(BOB_PHONE).device())).isEmpty();
  }

  @Test
  @DisplayName(
      "K11: a deleted backup is gone with its keys, and the one before it is current again")
  default void deletedIsGone() {
    DeviceIncarnation phone = on().signIn(ALICE_PHONE).device();
    String first = create(phone);
    String second = create(phone);
    put(store(), phone, second, key(0, 0, false));

    assertThat(outcome(store().keyBackups().delete(phone, second))).isTrue();
    assertThat(outcome(store().keyBackups().delete(phone, second))).isTrue();
    assertThat(outcome(store().keyBackups().delete(phone, "99"))).isFalse();
    assertThat(outcome(store().keyBackups().delete(phone, "x"))).isFalse();

    assertThat(current(phone).orElseThrow().version()).isEqualTo(first);
    assertThat(keys(phone, second, KeySelection.ALL)).isEmpty();
    assertThat(create(phone)).isNotIn(first, second);
  }

  @Test
  @DisplayName("K11: keys are counted, found unchanged, and every change of them has another etag")
  default void keysAreFound() {
    DeviceIncarnation phone = on().signIn(ALICE_PHONE).device();
    String version = create(phone);
    String etag = current(phone).orElseThrow().etag();
    BackedUpKey key = key(3, 1, true);

    BackupChange change = put(store(), phone, version, key);

    KeyBackup backup = ((Done) change).backup();
    assertThat(backup.count()).isEqualTo(1);
    assertThat(backup.etag()).isNotEqualTo(etag);
    assertThat(current(phone)).contains(backup);
    assertThat(keys(phone, version, KeySelection.ALL)).contains(Map.of(ROOM, Map.of(SESSION, key)));
  }

  @Test
  @DisplayName("K11: a key stays unless the new one is better")
  default void betterKeyReplaces() {
    DeviceIncarnation phone = on().signIn(ALICE_PHONE).device();
    String version = create(phone);
    BackedUpKey kept = key(5, 5, false);
    put(store(), phone, version, kept);
    String etag = current(phone).orElseThrow().etag();

    for (BackedUpKey worse :
        new BackedUpKey[] {key(5, 5, false), key(6, 0, false), key(5, 6, false)}) {
      put(store(), phone, version, worse);
      assertThat(keys(phone, version, KeySelection.ALL).orElseThrow().get(ROOM))
          .containsEntry(SESSION, kept);
    }
    assertThat(current(phone).orElseThrow().etag()).isEqualTo(etag);
    for (BackedUpKey better :
        new BackedUpKey[] {key(5, 4, false), key(4, 9, false), key(9, 9, true)}) {
      put(store(), phone, version, better);
      assertThat(keys(phone, version, KeySelection.ALL).orElseThrow().get(ROOM))
          .containsEntry(SESSION, better);
    }
    put(store(), phone, version, key(0, 0, false));
    assertThat(keys(phone, version, KeySelection.ALL).orElseThrow().get(ROOM))
        .containsEntry(SESSION, key(9, 9, true));
    assertThat(current(phone).orElseThrow().count()).isEqualTo(1);
  }

  @Test
  @DisplayName("K11: keys are added to the current backup only")
  default void onlyCurrent() {
    DeviceIncarnation phone = on().signIn(ALICE_PHONE).device();
    assertThat(put(store(), phone, "1", key(0, 0, false))).isEqualTo(new Absent());
    String first = create(phone);
    String second = create(phone);

    assertThat(put(store(), phone, first, key(0, 0, false))).isEqualTo(new NotCurrent(second));
    assertThat(put(store(), phone, "unknown", key(0, 0, false))).isEqualTo(new NotCurrent(second));
    assertThat(keys(phone, first, KeySelection.ALL)).contains(Map.of());
  }

  @Test
  @DisplayName("K11: keys are chosen and deleted by room and session")
  default void selections() {
    DeviceIncarnation phone = on().signIn(ALICE_PHONE).device();
    String version = create(phone);
    BackedUpKey key = key(0, 0, false);
    outcome(
        store()
            .keyBackups()
            .putKeys(
                phone,
                version,
                Map.of(
                    ROOM, Map.of(SESSION, key, OTHER_SESSION, key),
                    OTHER_ROOM, Map.of(SESSION, key))));

    assertThat(keys(phone, version, KeySelection.of(OTHER_ROOM)))
        .contains(Map.of(OTHER_ROOM, Map.of(SESSION, key)));
    assertThat(keys(phone, version, KeySelection.of(ROOM, SESSION)))
        .contains(Map.of(ROOM, Map.of(SESSION, key)));
    assertThat(delete(phone, version, KeySelection.of(ROOM, SESSION)).count()).isEqualTo(2);
    assertThat(delete(phone, version, KeySelection.of(ROOM)).count()).isEqualTo(1);
    String etag = current(phone).orElseThrow().etag();
    assertThat(delete(phone, version, KeySelection.of(ROOM)).etag()).isEqualTo(etag);
    assertThat(delete(phone, version, KeySelection.ALL).etag()).isNotEqualTo(etag);
    assertThat(keys(phone, version, KeySelection.ALL)).contains(Map.of());
    assertThat(outcome(store().keyBackups().deleteKeys(phone, "99", KeySelection.ALL)))
        .isEqualTo(new Absent());
  }

  @Test
  @DisplayName("K11: what the algorithm needs can be replaced, of any backup")
  default void authDataIsReplaced() {
    DeviceIncarnation phone = on().signIn(ALICE_PHONE).device();
    String first = create(phone);
    create(phone);

    assertThat(outcome(store().keyBackups().update(phone, first, content(7))))
        .isInstanceOf(Done.class);
    assertThat(outcome(store().keyBackups().update(phone, "99", content(7))))
        .isEqualTo(new Absent());

    assertThat(find(phone, first).orElseThrow().authData()).isEqualTo(content(7));
  }

  @Test
  @DisplayName("F4: an ended session sees and changes no backup")
  default void endedSessionTouchesNoBackup() {
    DeviceIncarnation ended = on().signIn(ALICE_PHONE).device();
    on().delete(ALICE_PHONE);
    DeviceIncarnation phone = on().signIn(ALICE_PHONE).device();
    String version = create(phone);

    assertThat(isRefused(store().keyBackups().create(ended, "a", content(1)))).isTrue();
    assertThat(isRefused(store().keyBackups().find(ended, Optional.empty()))).isTrue();
    assertThat(isRefused(store().keyBackups().update(ended, version, content(2)))).isTrue();
    assertThat(isRefused(store().keyBackups().delete(ended, version))).isTrue();
    assertThat(isRefused(store().keyBackups().putKeys(ended, version, Map.of()))).isTrue();
    assertThat(isRefused(store().keyBackups().findKeys(ended, version, KeySelection.ALL))).isTrue();
    assertThat(isRefused(store().keyBackups().deleteKeys(ended, version, KeySelection.ALL)))
        .isTrue();
    assertThat(current(phone).orElseThrow().version()).isEqualTo(version);
  }

  @Test
  @DisplayName("F2: more than one user may hold is refused whole, and what was deleted makes room")
  default void backupsAreBounded() {
    Store bounded = store(Settings.NONE.with(StorageLimits.KEY_BACKUP_SIZE, 10_000L));
    DeviceIncarnation phone = new WaitingStore(bounded).signIn(ALICE_PHONE).device();
    String version = outcome(bounded.keyBackups().create(phone, "a", content(1))).orElseThrow();
    BackedUpKey large = new BackedUpKey(0, 0, false, json("{\"x\":\"" + "x".repeat(4_000) + "\"}"));

    assertThat(put(bounded, phone, version, large)).isInstanceOf(Done.class);
    assertThat(
            outcome(
                bounded
                    .keyBackups()
                    .putKeys(
                        phone,
                        version,
                        Map.of(OTHER_ROOM, Map.of(SESSION, large, OTHER_SESSION, large)))))
        .isEqualTo(new TooLarge());
    assertThat(outcome(bounded.keyBackups().findKeys(phone, version, KeySelection.ALL)))
        .contains(Map.of(ROOM, Map.of(SESSION, large)));
    assertThat(bounded.statistics().refusedData()).isEqualTo(1);
    outcome(bounded.keyBackups().deleteKeys(phone, version, KeySelection.ALL));
    assertThat(
            outcome(
                bounded
                    .keyBackups()
                    .putKeys(
                        phone,
                        version,
                        Map.of(OTHER_ROOM, Map.of(SESSION, large, OTHER_SESSION, large)))))
        .isInstanceOf(Done.class);
  }

  private String create(DeviceIncarnation caller) {
    return outcome(store().keyBackups().create(caller, "a", content(1))).orElseThrow();
  }

  private Optional<KeyBackup> current(DeviceIncarnation caller) {
    return outcome(store().keyBackups().find(caller, Optional.empty()));
  }

  private Optional<KeyBackup> find(DeviceIncarnation caller, String version) {
    return outcome(store().keyBackups().find(caller, Optional.of(version)));
  }

  private Optional<Map<RoomId, Map<MegolmSessionId, BackedUpKey>>> keys(
      DeviceIncarnation caller, String version, KeySelection selection) {
    return outcome(store().keyBackups().findKeys(caller, version, selection));
  }

  private KeyBackup delete(DeviceIncarnation caller, String version, KeySelection selection) {
    return ((Done) outcome(store().keyBackups().deleteKeys(caller, version, selection))).backup();
  }

  private static BackupChange put(
      Store store, DeviceIncarnation caller, String version, BackedUpKey key) {
    return outcome(store.keyBackups().putKeys(caller, version, Map.of(ROOM, Map.of(SESSION, key))));
  }

  private static BackedUpKey key(long firstMessageIndex, long forwardedCount, boolean isVerified) {
    return new BackedUpKey(
        firstMessageIndex,
        forwardedCount,
        isVerified,
        json("{\"k\":\"" + firstMessageIndex + "/" + forwardedCount + "/" + isVerified + "\"}"));
  }
}
