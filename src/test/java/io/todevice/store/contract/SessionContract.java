package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE_LAPTOP;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.freshToken;
import static io.todevice.store.contract.Samples.freshTokens;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.store.InboxPosition;
import io.todevice.store.Session;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Guarantees of {@link io.todevice.store.DeviceStore} about access tokens. */
public interface SessionContract extends StoreFixture {

  @Test
  @DisplayName("A6: a token finds the session it was kept with, and no other")
  default void tokenFindsItsSession() {
    Session phone = on().signIn(ALICE_PHONE);
    Session laptop = on().signInRefreshable(ALICE_LAPTOP);
    Session bobs = on().signIn(BOB_PHONE);

    assertThat(on().findSession(phone.accessToken())).contains(phone);
    assertThat(on().findSession(laptop.accessToken())).contains(laptop);
    assertThat(on().findSession(bobs.accessToken())).contains(bobs);
  }

  @Test
  @DisplayName("A1: a token that was never given out finds nothing")
  default void unknownTokenFindsNothing() {
    on().signIn(ALICE_PHONE);

    assertThat(on().findSession(freshToken())).isEmpty();
  }

  @Test
  @DisplayName("A6: signing in again ends the device's token before")
  default void signInAgainReplacesTheToken() {
    Session first = on().signIn(ALICE_PHONE);
    Session second = on().signIn(ALICE_PHONE);

    assertThat(on().findSession(first.accessToken())).isEmpty();
    assertThat(on().findSession(second.accessToken())).contains(second);
  }

  @Test
  @DisplayName("A6: signing in again keeps the inbox and its positions")
  default void signInAgainKeepsTheInbox() {
    on().signIn(ALICE_PHONE);
    on().send(ALICE_PHONE, content(1));
    InboxPosition afterFirst = on().read(ALICE_PHONE).next();
    on().send(ALICE_PHONE, content(2));

    on().signIn(ALICE_PHONE);

    assertThat(on().inbox(ALICE_PHONE)).containsExactly(content(1), content(2));
    assertThat(WaitingStore.contents(on().read(ALICE_PHONE, afterFirst)))
        .containsExactly(content(2));
  }

  @Test
  @DisplayName("DeviceStore.findSession: also finds a session that has expired")
  default void expiredSessionIsFound() {
    Session session = on().signInRefreshable(ALICE_PHONE);

    clock().advance(Duration.ofDays(365));

    assertThat(session.expiresAt().orElseThrow()).isBefore(clock().instant());
    assertThat(on().findSession(session.accessToken())).contains(session);
  }

  @Test
  @DisplayName("A1: a refresh token is no access token, nor the other way round")
  default void refreshTokenIsNoAccessToken() {
    Session session = on().signInRefreshable(ALICE_PHONE);

    assertThat(on().findSession(session.refreshToken().orElseThrow())).isEmpty();
    assertThat(on().refresh(session.accessToken(), freshTokens())).isEmpty();
    assertThat(on().findSession(session.accessToken())).contains(session);
  }
}
