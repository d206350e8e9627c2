package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB;
import static io.todevice.store.contract.WaitingStore.outcome;
import static java.util.function.Predicate.isEqual;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.todevice.domain.UserId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Guarantees of {@link io.todevice.store.AccountStore}. */
public interface AccountContract extends StoreFixture {

  @Test
  @DisplayName("R5: a new account exists and has the password hash it was made with")
  default void newAccountIsKept() {
    assertThat(create(ALICE, Optional.of("hash"))).isTrue();

    assertThat(exists(ALICE)).isTrue();
    assertThat(passwordHash(ALICE)).contains("hash");
  }

  @Test
  @DisplayName("R5: a user ID that is taken is refused, and the account stays as it was")
  default void takenUserIdChangesNothing() {
    create(ALICE, Optional.of("first"));

    assertThat(create(ALICE, Optional.of("second"))).isFalse();
    assertThat(create(ALICE, Optional.empty())).isFalse();

    assertThat(passwordHash(ALICE)).contains("first");
  }

  @Test
  @DisplayName("R5: an account without a password exists and has no hash")
  default void accountWithoutPasswordExists() {
    assertThat(create(ALICE, Optional.empty())).isTrue();
    assertThat(create(ALICE, Optional.of("later"))).isFalse();

    assertThat(exists(ALICE)).isTrue();
    assertThat(passwordHash(ALICE)).isEmpty();
  }

  @Test
  @DisplayName("AccountStore: nobody else's account answers for a user")
  default void accountsAreApart() {
    create(ALICE, Optional.of("hash"));

    assertThat(exists(BOB)).isFalse();
    assertThat(passwordHash(BOB)).isEmpty();
  }

  @Test
  @DisplayName("AccountStore: a device makes no account, and losing its devices takes none away")
  default void devicesAndAccountsAreIndependent() {
    on().signIn(ALICE_PHONE);
    assertThat(exists(ALICE)).isFalse();

    assertThat(create(ALICE, Optional.of("hash"))).isTrue();
    on().deleteAll(ALICE);

    assertThat(passwordHash(ALICE)).contains("hash");
  }

  @Test
  @DisplayName("AccountStore: the number of accounts is right after a second")
  default void accountsAreCounted() {
    create(ALICE, Optional.of("hash"));
    create(ALICE, Optional.of("again"));
    create(BOB, Optional.empty());

    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> outcome(store().accounts().estimateCount()), isEqual(2L));
  }

  private boolean create(UserId user, Optional<String> passwordHash) {
    return outcome(store().accounts().create(user, passwordHash));
  }

  private boolean exists(UserId user) {
    return outcome(store().accounts().exists(user));
  }

  private Optional<String> passwordHash(UserId user) {
    return outcome(store().accounts().findPasswordHash(user));
  }
}
