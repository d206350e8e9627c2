package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.TYPE;
import static io.todevice.store.contract.Samples.only;
import static io.todevice.store.contract.Samples.refreshableSession;
import static io.todevice.store.contract.Samples.session;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.Device;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceContents;
import io.todevice.domain.DeviceId;
import io.todevice.domain.JsonObject;
import io.todevice.domain.ToDeviceMessage;
import io.todevice.domain.TokenHash;
import io.todevice.domain.Transaction;
import io.todevice.domain.UserId;
import io.todevice.store.InboxPage;
import io.todevice.store.InboxPosition;
import io.todevice.store.RenewedTokens;
import io.todevice.store.Session;
import io.todevice.store.Store;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A store whose operations are waited for, with no more arguments than most tests care about. */
public record WaitingStore(Store store) {

  /** More than any test expects to read. */
  public static final int ALL = 1_000_000;

  /** The outcome of a stage, which has to come within ten seconds. */
  public static <T> T outcome(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(10, SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the store failed or hangs", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while the store worked", e);
    }
  }

  /** Signs in with a new access token. */
  public Session signIn(DeviceAddress device) {
    return signIn(session(device));
  }

  /** Signs in with a new access token and a new refresh token. */
  public Session signInRefreshable(DeviceAddress device) {
    return signIn(refreshableSession(device));
  }

  public Session signIn(Session session) {
    outcome(store.devices().signIn(session, Optional.empty()));
    return session;
  }

  public Optional<Session> findSession(TokenHash accessToken) {
    return outcome(store.devices().findSession(accessToken));
  }

  public Optional<Session> refresh(Session session, RenewedTokens renewed) {
    return refresh(session.refreshToken().orElseThrow(), renewed);
  }

  public Optional<Session> refresh(TokenHash refreshToken, RenewedTokens renewed) {
    return outcome(store.devices().refresh(refreshToken, renewed));
  }

  public List<Device> list(UserId user) {
    return outcome(store.devices().list(user));
  }

  public Optional<Device> find(DeviceAddress device) {
    return outcome(store.devices().find(device));
  }

  /** Deletes devices of the first one's user. */
  public Set<DeviceId> delete(DeviceAddress... devices) {
    Set<DeviceId> ids =
        Arrays.stream(devices).map(DeviceAddress::device).collect(Collectors.toSet());
    return outcome(store.devices().delete(devices[0].user(), ids));
  }

  public Set<DeviceId> deleteAll(UserId user) {
    return outcome(store.devices().deleteAll(user));
  }

  /** Sends something to one device, in no transaction. */
  public boolean send(DeviceAddress to, JsonObject content) {
    return send(Map.of(to.user(), only(to, content)));
  }

  public boolean send(Map<UserId, DeviceContents> recipients) {
    return outcome(store.messages().send(Optional.empty(), ALICE, TYPE, recipients));
  }

  public boolean send(Transaction transaction, DeviceAddress to, JsonObject content) {
    return send(transaction, Map.of(to.user(), only(to, content)));
  }

  public boolean send(Transaction transaction, Map<UserId, DeviceContents> recipients) {
    return outcome(
        store
            .messages()
            .send(
                Optional.of(transaction),
                transaction.sender().user(),
                transaction.type(),
                recipients));
  }

  /** Whatever reading tells. */
  public InboxPage page(DeviceAddress device, Optional<InboxPosition> since, int limit) {
    return outcome(store.messages().read(device, since, limit));
  }

  public InboxPage page(DeviceAddress device, InboxPosition since) {
    return page(device, Optional.of(since), ALL);
  }

  /** Reads from the first message that is there. The device has to exist. */
  public InboxPage.Messages read(DeviceAddress device) {
    return read(device, Optional.empty(), ALL);
  }

  /** Acknowledges and reads on. The device has to exist and the position to be good. */
  public InboxPage.Messages read(DeviceAddress device, InboxPosition since) {
    return read(device, Optional.of(since), ALL);
  }

  public InboxPage.Messages read(DeviceAddress device, Optional<InboxPosition> since, int limit) {
    InboxPage page = page(device, since, limit);
    assertThat(page).isInstanceOf(InboxPage.Messages.class);
    return (InboxPage.Messages) page;
  }

  /** What stands in the inbox. */
  public List<JsonObject> inbox(DeviceAddress device) {
    return contents(read(device));
  }

  public static List<JsonObject> contents(InboxPage.Messages page) {
    return page.messages().stream().map(ToDeviceMessage::content).toList();
  }
}
