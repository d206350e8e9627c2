package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.TYPE;
import static io.todevice.store.contract.Samples.freshToken;
import static io.todevice.store.contract.Samples.freshTokens;
import static io.todevice.store.contract.Samples.tokens;
import static io.todevice.store.contract.WaitingStore.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.AccountData;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.JsonObject;
import io.todevice.domain.PushRules;
import io.todevice.store.CrossSigningKeys;
import io.todevice.store.KeySelection;
import io.todevice.store.KeyUpload;
import io.todevice.store.PageSize;
import io.todevice.store.Session;
import io.todevice.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Guarantees of {@link Store} as a whole. */
public interface LifecycleContract extends StoreFixture {

  /** An incarnation that never existed. */
  DeviceIncarnation NOBODY = new DeviceIncarnation(ALICE_PHONE, -1);

  @Test
  @DisplayName("Store: describes itself in one line")
  default void describesItself() {
    assertThat(store().description()).isNotBlank().doesNotContain("\n");
  }

  @Test
  @DisplayName("Store: a property has the value that it was first set to")
  default void propertiesNeverChange() {
    assertThat(outcome(store().ensureProperty("name", "first"))).isEqualTo("first");
    assertThat(outcome(store().ensureProperty("name", "second"))).isEqualTo("first");
    assertThat(outcome(store().ensureProperty("other", "second"))).isEqualTo("second");
  }

  @Test
  @DisplayName("R6: after closing, every call completes exceptionally")
  default void closedStoreFailsEveryCall() {
    Session session = on().signIn(ALICE_PHONE);

    store().close();

    assertThat(everyCall(store(), session))
        .allSatisfy(
            stage -> assertThat(stage.toCompletableFuture()).failsWithin(Duration.ofSeconds(5)));
  }

  @Test
  @DisplayName("R6: closing twice is harmless")
  default void closingTwiceIsHarmless() {
    Store store = store();
    store.close();
    store.close();

    assertThat(store.accounts().exists(ALICE).toCompletableFuture())
        .failsWithin(Duration.ofSeconds(5));
  }

  private static Stream<CompletionStage<?>> everyCall(Store store, Session session) {
    return Stream.of(
        store.ensureProperty("name", "value"),
        store.accounts().create(ALICE, Optional.empty()),
        store.accounts().estimateCount(),
        store.accounts().exists(ALICE),
        store.accounts().findPasswordHash(ALICE),
        store.devices().signIn(ALICE_PHONE, tokens(), Optional.empty()),
        store.devices().ensureExists(ALICE_PHONE, Optional.empty()),
        store.devices().useSession(freshToken()),
        store.devices().refresh(freshToken(), freshTokens()),
        store.devices().list(NOBODY),
        store.devices().findIncarnation(ALICE_PHONE),
        store.devices().find(NOBODY, ALICE_PHONE.device()),
        store.devices().rename(NOBODY, ALICE_PHONE.device(), "name"),
        store.devices().delete(NOBODY, Set.of(ALICE_PHONE.device())),
        store.devices().deleteAll(NOBODY),
        store.messages().send(Optional.empty(), ALICE, TYPE, Map.of()),
        store.messages().read(NOBODY, Optional.empty(), new PageSize(1, Long.MAX_VALUE)),
        store.messages().readAs(session, Optional.empty(), new PageSize(1, Long.MAX_VALUE)),
        store.messages().dropExpired(),
        store.keys().upload(NOBODY, new KeyUpload(Optional.empty(), Map.of(), Map.of())),
        store.keys().query(NOBODY, Map.of()),
        store.keys().claim(NOBODY, Map.of()),
        store.keys().news(NOBODY, Optional.empty()),
        store.keys().replaceCrossSigningKeys(NOBODY, CrossSigningKeys.NONE, CrossSigningKeys.NONE),
        store.keys().addSignatures(NOBODY, List.of()),
        store.filters().add(NOBODY, JsonObject.EMPTY),
        store.filters().find(NOBODY, "id"),
        store.accountData().put(NOBODY, new AccountData(TYPE, JsonObject.EMPTY)),
        store.accountData().find(NOBODY, TYPE),
        store.accountData().findPushRules(NOBODY),
        store.accountData().replacePushRules(NOBODY, Optional.empty(), new PushRules(Map.of())),
        store.accountData().news(NOBODY, OptionalLong.empty()),
        store.profiles().put(NOBODY, "x", JsonObject.EMPTY),
        store.profiles().remove(NOBODY, "x"),
        store.profiles().find(ALICE),
        store.keyBackups().create(NOBODY, "a", JsonObject.EMPTY),
        store.keyBackups().find(NOBODY, Optional.empty()),
        store.keyBackups().update(NOBODY, "1", JsonObject.EMPTY),
        store.keyBackups().delete(NOBODY, "1"),
        store.keyBackups().putKeys(NOBODY, "1", Map.of()),
        store.keyBackups().findKeys(NOBODY, "1", KeySelection.ALL),
        store.keyBackups().deleteKeys(NOBODY, "1", KeySelection.ALL));
  }
}
