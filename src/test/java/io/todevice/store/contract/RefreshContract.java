package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.freshToken;
import static io.todevice.store.contract.Samples.freshTokens;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.DeviceIncarnation;
import io.todevice.store.RenewedTokens;
import io.todevice.store.Session;
import io.todevice.store.SessionTokens;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Guarantees of {@link io.todevice.store.DeviceStore#refresh}. */
public interface RefreshContract extends StoreFixture {

  @Test
  @DisplayName("refresh: the first use of the new session ends the old one of the same device")
  default void refreshReplacesTheSession() {
    Session old = on().signInRefreshable(ALICE_PHONE);
    RenewedTokens renewed = freshTokens();

    Optional<Session> kept = on().refresh(old, renewed);

    assertThat(kept).contains(sessionOf(old.device(), renewed));
    assertThat(on().useSession(old.accessToken())).contains(old);
    assertThat(on().useSession(renewed.accessToken())).isEqualTo(kept);
    assertThat(on().useSession(old.accessToken())).isEmpty();
  }

  @Test
  @DisplayName("refresh: an unknown refresh token changes nothing")
  default void unknownRefreshTokenChangesNothing() {
    Session session = on().signInRefreshable(ALICE_PHONE);
    RenewedTokens renewed = freshTokens();

    assertThat(on().refresh(freshToken(), renewed)).isEmpty();

    assertThat(on().useSession(session.accessToken())).contains(session);
    assertThat(on().useSession(renewed.accessToken())).isEmpty();
    assertThat(on().refresh(renewed.refreshToken(), freshTokens())).isEmpty();
  }

  @Test
  @DisplayName("refresh: of repeats each answer is good until one is used, which ends the others")
  default void everyAnswerIsGood() {
    Session old = on().signInRefreshable(ALICE_PHONE);
    RenewedTokens lost = freshTokens();
    RenewedTokens received = freshTokens();
    RenewedTokens late = freshTokens();

    assertThat(on().refresh(old, lost)).isPresent();
    assertThat(on().refresh(old, received)).contains(sessionOf(old.device(), received));
    assertThat(on().refresh(old, late)).isPresent();

    assertThat(on().useSession(received.accessToken())).isPresent();
    assertThat(on().useSession(lost.accessToken())).isEmpty();
    assertThat(on().useSession(late.accessToken())).isEmpty();
    assertThat(on().refresh(lost.refreshToken(), freshTokens())).isEmpty();
    assertThat(on().refresh(late.refreshToken(), freshTokens())).isEmpty();
    assertThat(on().refresh(received.refreshToken(), freshTokens())).isPresent();
  }

  @Test
  @DisplayName("refresh: of any number of repeats the latest eight are kept")
  default void repeatsAreBounded() {
    Session old = on().signInRefreshable(ALICE_PHONE);
    List<RenewedTokens> given = Stream.generate(Samples::freshTokens).limit(9).toList();
    given.forEach(tokens -> assertThat(on().refresh(old, tokens)).isPresent());

    assertThat(on().useSession(given.get(0).accessToken())).isEmpty();
    assertThat(on().refresh(given.get(1).refreshToken(), freshTokens())).isPresent();
  }

  @Test
  @DisplayName("refresh: the first use of the new access token ends the old refresh token")
  default void usingTheNewAccessTokenEndsTheOldRefreshToken() {
    Session old = on().signInRefreshable(ALICE_PHONE);
    RenewedTokens renewed = freshTokens();
    on().refresh(old, renewed);

    on().useSession(renewed.accessToken());

    assertThat(on().refresh(old, freshTokens())).isEmpty();
    assertThat(on().useSession(renewed.accessToken())).isPresent();
    assertThat(on().refresh(renewed.refreshToken(), freshTokens())).isPresent();
  }

  @Test
  @DisplayName("refresh: the first use of the new refresh token ends the old one")
  default void usingTheNewRefreshTokenEndsTheOldOne() {
    Session old = on().signInRefreshable(ALICE_PHONE);
    RenewedTokens second = freshTokens();
    RenewedTokens third = freshTokens();
    on().refresh(old, second);

    assertThat(on().refresh(second.refreshToken(), third)).isPresent();

    assertThat(on().refresh(old, freshTokens())).isEmpty();
    assertThat(on().useSession(old.accessToken())).isEmpty();
    assertThat(on().useSession(third.accessToken())).contains(sessionOf(old.device(), third));
    assertThat(on().useSession(second.accessToken())).isEmpty();
  }

  @Test
  @DisplayName("refresh: asking for another token is no use of the new ones")
  default void otherTokensAreNoUse() {
    Session old = on().signInRefreshable(ALICE_PHONE);
    Session bobs = on().signInRefreshable(BOB_PHONE);
    on().refresh(old, freshTokens());

    on().useSession(old.accessToken());
    on().useSession(bobs.accessToken());
    on().refresh(bobs, freshTokens());

    assertThat(on().refresh(old, freshTokens())).isPresent();
  }

  @Test
  @DisplayName("T1: refreshing keeps the device, its inbox and its transactions")
  default void refreshKeepsTheDevice() {
    Session old = on().signInRefreshable(ALICE_PHONE);
    on().send(on().transaction(ALICE_PHONE, "1"), ALICE_PHONE, content(1));

    on().refresh(old, freshTokens());

    assertThat(on().send(on().transaction(ALICE_PHONE, "1"), ALICE_PHONE, content(2))).isFalse();
    assertThat(on().inbox(ALICE_PHONE)).containsExactly(content(1));
  }

  @Test
  @DisplayName("A6: signing in again ends every refresh token of the device")
  default void signInEndsRefreshTokens() {
    Session old = on().signInRefreshable(ALICE_PHONE);
    RenewedTokens renewed = freshTokens();
    on().refresh(old, renewed);

    Session latest = on().signIn(ALICE_PHONE);

    assertThat(on().refresh(old, freshTokens())).isEmpty();
    assertThat(on().refresh(renewed.refreshToken(), freshTokens())).isEmpty();
    assertThat(on().useSession(renewed.accessToken())).isEmpty();
    assertThat(on().useSession(latest.accessToken())).contains(latest);
  }

  @Test
  @DisplayName("A5: deleting the device ends every refresh token of it")
  default void deletionEndsRefreshTokens() {
    Session old = on().signInRefreshable(ALICE_PHONE);
    RenewedTokens renewed = freshTokens();
    on().refresh(old, renewed);
    on().delete(ALICE_PHONE);
    on().signIn(ALICE_PHONE);

    assertThat(on().refresh(old, freshTokens())).isEmpty();
    assertThat(on().refresh(renewed.refreshToken(), freshTokens())).isEmpty();
    assertThat(on().useSession(renewed.accessToken())).isEmpty();
  }

  private static Session sessionOf(DeviceIncarnation device, RenewedTokens tokens) {
    return new Session(
        device,
        new SessionTokens(
            tokens.accessToken(), tokens.expiresAt(), Optional.of(tokens.refreshToken())));
  }
}
