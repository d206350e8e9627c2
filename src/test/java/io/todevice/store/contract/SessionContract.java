package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE_LAPTOP;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.freshToken;
import static io.todevice.store.contract.Samples.freshTokens;
import static io.todevice.store.contract.WaitingStore.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.store.InboxPage;
import io.todevice.store.InboxPosition;
import io.todevice.store.PageSize;
import io.todevice.store.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
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

    assertThat(on().useSession(phone.accessToken())).contains(phone);
    assertThat(on().useSession(laptop.accessToken())).contains(laptop);
    assertThat(on().useSession(bobs.accessToken())).contains(bobs);
  }

  @Test
  @DisplayName("A1: a token that was never given out finds nothing")
  default void unknownTokenFindsNothing() {
    on().signIn(ALICE_PHONE);

    assertThat(on().useSession(freshToken())).isEmpty();
  }

  @Test
  @DisplayName("A6: signing in again ends the device's token before")
  default void signInAgainReplacesTheToken() {
    Session first = on().signIn(ALICE_PHONE);
    Session second = on().signIn(ALICE_PHONE);

    assertThat(on().useSession(first.accessToken())).isEmpty();
    assertThat(on().useSession(second.accessToken())).contains(second);
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
  @DisplayName("A5: reading as a session that is good is reading")
  default void readingAsAGoodSession() {
    Session session = on().signIn(ALICE_PHONE);
    on().send(ALICE_PHONE, content(1));
    on().send(ALICE_PHONE, content(2));

    InboxPage first = outcome(readAs(session, Optional.empty(), 1));
    InboxPage second = outcome(readAs(session, Optional.of(first.next()), 1));

    assertThat(WaitingStore.contents(first)).containsExactly(content(1));
    assertThat(first.isComplete()).isFalse();
    assertThat(WaitingStore.contents(second)).containsExactly(content(2));
    assertThat(second.isComplete()).isTrue();
    assertThat(on().inbox(ALICE_PHONE)).containsExactly(content(2));
  }

  @Test
  @DisplayName("A5: reading as a session that was replaced or has ended is refused")
  default void readingAsAnEndedSession() {
    Session replaced = on().signIn(ALICE_PHONE);
    on().send(ALICE_PHONE, content(1));
    InboxPosition afterFirst = on().read(ALICE_PHONE).next();
    Session current = on().signIn(ALICE_PHONE);

    assertThat(WaitingStore.isRefused(readAs(replaced, Optional.of(afterFirst), 1))).isTrue();
    assertThat(WaitingStore.contents(outcome(readAs(current, Optional.empty(), 1))))
        .containsExactly(content(1));

    on().delete(ALICE_PHONE);
    on().signIn(ALICE_PHONE);

    assertThat(WaitingStore.isRefused(readAs(current, Optional.empty(), 1))).isTrue();
  }

  @Test
  @DisplayName("A5: reading as a session whose refresh was used is refused, and before that not")
  default void readingAsARefreshedSession() {
    Session old = on().signInRefreshable(ALICE_PHONE);
    Session renewed = on().refresh(old, freshTokens()).orElseThrow();

    assertThat(WaitingStore.isRefused(readAs(old, Optional.empty(), 1))).isFalse();
    on().useSession(renewed.accessToken());

    assertThat(WaitingStore.isRefused(readAs(old, Optional.empty(), 1))).isTrue();
    assertThat(WaitingStore.isRefused(readAs(renewed, Optional.empty(), 1))).isFalse();
  }

  private CompletionStage<InboxPage> readAs(
      Session session, Optional<InboxPosition> since, int limit) {
    return store().messages().readAs(session, since, new PageSize(limit, Long.MAX_VALUE));
  }

  @Test
  @DisplayName("DeviceStore.useSession: also finds a session that has expired")
  default void expiredSessionIsFound() {
    Session session = on().signInRefreshable(ALICE_PHONE);

    clock().advance(Duration.ofDays(365));

    assertThat(session.expiresAt().orElseThrow()).isBefore(clock().instant());
    assertThat(on().useSession(session.accessToken())).contains(session);
  }

  @Test
  @DisplayName("A1: a refresh token is no access token, nor the other way round")
  default void refreshTokenIsNoAccessToken() {
    Session session = on().signInRefreshable(ALICE_PHONE);

    assertThat(on().useSession(session.refreshToken().orElseThrow())).isEmpty();
    assertThat(on().refresh(session.accessToken(), freshTokens())).isEmpty();
    assertThat(on().useSession(session.accessToken())).contains(session);
  }
}
