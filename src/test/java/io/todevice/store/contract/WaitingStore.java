package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.TYPE;
import static io.todevice.store.contract.Samples.only;
import static io.todevice.store.contract.Samples.refreshableTokens;
import static io.todevice.store.contract.Samples.tokens;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.Device;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceContents;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.MatrixException;
import io.todevice.domain.ToDeviceMessage;
import io.todevice.domain.TokenHash;
import io.todevice.domain.Transaction;
import io.todevice.domain.TransactionId;
import io.todevice.domain.UserId;
import io.todevice.store.InboxPage;
import io.todevice.store.InboxPosition;
import io.todevice.store.PageSize;
import io.todevice.store.RenewedTokens;
import io.todevice.store.Session;
import io.todevice.store.SessionTokens;
import io.todevice.store.Store;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
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
    return signIn(device, tokens());
  }

  /** Signs in with a new access token and a new refresh token. */
  public Session signInRefreshable(DeviceAddress device) {
    return signIn(device, refreshableTokens());
  }

  private Session signIn(DeviceAddress device, SessionTokens tokens) {
    return outcome(store.devices().signIn(device, tokens, Optional.empty())).orElseThrow();
  }

  /** The incarnation that exists now, or where there is none, one that never existed. */
  public DeviceIncarnation incarnation(DeviceAddress device) {
    return outcome(store.devices().findIncarnation(device))
        .orElseGet(() -> new DeviceIncarnation(device, -1));
  }

  public boolean exists(DeviceAddress device) {
    return outcome(store.devices().findIncarnation(device)).isPresent();
  }

  /** A transaction of the sender's incarnation that exists now. */
  public Transaction transaction(DeviceAddress sender, EventType type, String id) {
    return new Transaction(incarnation(sender), type, new TransactionId(id));
  }

  public Transaction transaction(DeviceAddress sender, String id) {
    return transaction(sender, TYPE, id);
  }

  public Optional<Session> useSession(TokenHash accessToken) {
    return outcome(store.devices().useSession(accessToken));
  }

  public Optional<Session> refresh(Session session, RenewedTokens renewed) {
    return refresh(session.refreshToken().orElseThrow(), renewed);
  }

  public Optional<Session> refresh(TokenHash refreshToken, RenewedTokens renewed) {
    return outcome(store.devices().refresh(refreshToken, renewed));
  }

  public List<Device> list(UserId user) {
    return unlessEnded(store.devices().list(user)).orElse(List.of());
  }

  public Optional<Device> find(DeviceAddress device) {
    return unlessEnded(store.devices().find(device.user(), device.device()))
        .flatMap(Function.identity());
  }

  /** Deletes devices of the first one's user. */
  public Set<DeviceId> delete(DeviceAddress... devices) {
    Set<DeviceId> ids =
        Arrays.stream(devices).map(DeviceAddress::device).collect(Collectors.toSet());
    return unlessEnded(store.devices().delete(devices[0].user(), ids)).orElse(Set.of());
  }

  /** Deletes all devices of a user. */
  public Set<DeviceId> deleteAll(UserId user) {
    return unlessEnded(store.devices().deleteAll(user)).orElse(Set.of());
  }

  /** Renames a device and returns whether there is one. */
  public boolean rename(DeviceAddress device, String name) {
    return unlessEnded(store.devices().rename(device.user(), device.device(), name)).orElse(false);
  }

  public String addFilter(UserId user, JsonObject filter) {
    return outcome(store.filters().add(user, filter));
  }

  public Optional<JsonObject> findFilter(UserId user, String id) {
    return unlessEnded(store.filters().find(user, id)).flatMap(Function.identity());
  }

  /** Whether the store refused the call because the caller's incarnation has ended. */
  public static boolean isRefused(CompletionStage<?> stage) {
    return outcome(stage.handle((done, failure) -> failure != null && isUnknownToken(failure)));
  }

  private static boolean isUnknownToken(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof MatrixException refusal && refusal.code() == ErrorCode.M_UNKNOWN_TOKEN;
  }

  /** The outcome, or empty where the caller's device is gone. */
  private static <T> Optional<T> unlessEnded(CompletionStage<T> stage) {
    return outcome(
        stage
            .thenApply(Optional::of)
            .exceptionally(
                failure -> {
                  assertThat(isUnknownToken(failure)).as("%s", failure).isTrue();
                  return Optional.empty();
                }));
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

  /** Reads from the first message that is there. The device has to exist. */
  public InboxPage read(DeviceAddress device) {
    return read(device, Optional.empty(), ALL);
  }

  /** Acknowledges and reads on. The device has to exist. */
  public InboxPage read(DeviceAddress device, InboxPosition since) {
    return read(device, Optional.of(since), ALL);
  }

  public InboxPage read(DeviceAddress device, Optional<InboxPosition> since, int limit) {
    return outcome(
        store.messages().read(incarnation(device), since, new PageSize(limit, Long.MAX_VALUE)));
  }

  /** Drops everything that has waited too long. */
  public void sweep() {
    while (outcome(store.messages().dropExpired())) {
      // There is more.
    }
  }

  /** What stands in the inbox. */
  public List<JsonObject> inbox(DeviceAddress device) {
    return contents(read(device));
  }

  public static List<JsonObject> contents(InboxPage page) {
    return page.messages().stream().map(ToDeviceMessage::content).toList();
  }
}
