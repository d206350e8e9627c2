package io.todevice.testing;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.UserId;
import io.todevice.text.OneLine;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A send-to-device server in this process, for tests of clients.
 *
 * <pre>{@code
 * try (Todevice todevice = Todevice.start()) {
 *   Session alice = todevice.user("alice");
 *   Awaited sent = todevice.await(sends().from(alice));
 *   new MyClient(todevice.baseUrl(), alice.accessToken()).greet("@bob:localhost");
 *   assertEquals(200, sent.get().status().orElseThrow());
 * }
 * }</pre>
 *
 * <p>Tests that share a server each have an instance of their own ({@link #share}): each sees its
 * own users and their requests only. Safe for use by many threads.
 */
public final class Todevice implements AutoCloseable {

  private static final String DEVICE = "DEVICE";

  private final TestServer server;
  private final Scope outer;
  private final boolean isOwner;
  private final Map<DeviceAddress, Session> sessions = new ConcurrentHashMap<>();
  private volatile Scope scope;
  private volatile Optional<Faults> faults;
  private boolean isClosed;

  Todevice(TestServer server, Scope all) {
    this.server = server;
    outer = all;
    scope = all;
    faults = faults(server, scope);
    isOwner = true;
  }

  private Todevice(Todevice shared) {
    server = shared.server;
    outer = shared.scope;
    scope = server.open(outer);
    faults = faults(server, scope);
    isOwner = false;
  }

  /** A server to be. */
  public static TodeviceBuilder builder() {
    return TodeviceBuilder.DEFAULT;
  }

  /** Starts a server on a free port. */
  public static Todevice start() {
    return builder().start();
  }

  /**
   * The same server for one of several tests that run on it, perhaps at the same time: its users
   * have names that no other test's users have, and it sees their requests only, those that belong
   * to nobody, and those of the users of this instance. Closing it logs its users out, and leaves
   * the server running.
   */
  public Todevice share() {
    requireOpen();
    return new Todevice(this);
  }

  /** The base URL for clients, without a path. */
  public URI baseUrl() {
    return server.baseUrl();
  }

  /** Where the server is itself, behind the proxy that makes faults. */
  URI serverUrl() {
    return server.serverUrl();
  }

  /**
   * A user who is logged in on the device {@code DEVICE}. The same session for the same name until
   * the next {@link #reset}.
   *
   * @param name the local part of the user ID; on a shared server something is appended to it
   * @throws IllegalArgumentException if there can be no such user
   */
  public Session user(String name) {
    return user(name, DEVICE);
  }

  /** The same on another device. */
  public Session user(String name, String deviceId) {
    requireOpen();
    return sessions.computeIfAbsent(
        address(name, deviceId), device -> server.signIn(this, name, device, Optional.empty()));
  }

  Session signIn(String name, String deviceId, Optional<Duration> lifetime) {
    requireOpen();
    Session session = server.signIn(this, name, address(name, deviceId), lifetime);
    sessions.put(address(name, deviceId), session);
    return session;
  }

  private DeviceAddress address(String name, String deviceId) {
    return new DeviceAddress(userId(name), new DeviceId(deviceId));
  }

  private UserId userId(String name) {
    try {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("it is empty");
      }
      return server.userId(localpart(name));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "there can be no user of the name " + OneLine.quote(name) + ": " + e.getMessage(), e);
    }
  }

  /**
   * The local part of the user whom this instance calls {@code name}: for a client that registers
   * users by itself.
   */
  public String localpart(String name) {
    return name + scope.suffix();
  }

  /**
   * Waits for the response to the next request of a kind, from now on; what came before does not
   * count. It is there before the client has the response.
   */
  public Awaited await(Requests requests) {
    return await(requests, 1);
  }

  /**
   * Waits for so many.
   *
   * @throws IllegalArgumentException for less than one
   */
  public Awaited await(Requests requests, int count) {
    return register(requests, /* isAtArrival= */ false, count);
  }

  /** Waits for the arrival of the next request of a kind, for example of a sync that then waits. */
  public Awaited awaitArrival(Requests requests) {
    return register(requests, /* isAtArrival= */ true, 1);
  }

  private Awaited register(Requests requests, boolean isAtArrival, int count) {
    requireOpen();
    if (count < 1) {
      throw new IllegalArgumentException("waits for at least one request, not " + count);
    }
    Awaited awaited =
        new Awaited(
            requests,
            exchange -> scope.sees(exchange),
            isAtArrival,
            count,
            () -> seenInstead(requests));
    server.journal().register(awaited);
    awaited.whenDone(() -> server.journal().unregister(awaited));
    return awaited;
  }

  private String seenInstead(Requests requests) {
    String nearest = requests.nearMisses(exchanges());
    long dropped = server.journal().dropped(scope);
    return (nearest.isEmpty() ? "; no request came" : "; in the journal, the nearest first:")
        + nearest
        + (dropped == 0 ? "" : "\n  and " + dropped + " that the journal has dropped")
        + violations().stream()
            .map(violation -> "\n  violates the specification: " + violation)
            .reduce("", String::concat);
  }

  private List<String> violations() {
    return server.strict().map(watch -> watch.list(scope)).orElse(List.of());
  }

  /** The requests in the journal, in order of arrival. */
  public List<RecordedExchange> exchanges() {
    return server.journal().list(scope::sees);
  }

  /** Those of a kind. */
  public List<RecordedExchange> exchanges(Requests requests) {
    return exchanges().stream().filter(requests::matches).toList();
  }

  /** How many exchanges the journal has dropped to stay within its bytes. */
  public long droppedExchanges() {
    return server.journal().dropped(scope);
  }

  /**
   * The messages that were sent to a device.
   *
   * @throws IllegalArgumentException if it is a device of another server
   */
  public Messages messagesTo(Session device) {
    requireOwn(device);
    return new Messages(device, Optional.empty(), Optional.empty(), this::completeJournal);
  }

  private List<RecordedExchange> completeJournal() {
    List<RecordedExchange> all = exchanges();
    long dropped = server.journal().dropped(scope);
    if (dropped > 0) {
      throw new IllegalStateException(
          "the journal has dropped " + dropped + " exchanges: give it more with journalBytes(…)");
    }
    return all;
  }

  /**
   * The faults of the server, which a {@link #reset} ends.
   *
   * @throws IllegalStateException if the server was not built {@link TodeviceBuilder#withFaults}
   */
  public Faults faults() {
    return faults.orElseThrow(
        () ->
            new IllegalStateException(
                "the server has no faults: build it with Todevice.builder().withFaults()"));
  }

  private static Optional<Faults> faults(TestServer server, Scope scope) {
    return server.rules().map(rules -> new Faults(rules, scope));
  }

  /** How many syncs wait at this moment, on the whole server. */
  public int waitingSyncs() {
    return server.waitingSyncs();
  }

  /** The time of the server. */
  public Instant now() {
    return server.clock().instant();
  }

  /**
   * Moves the time of the server forward. What ends until then has ended, or ends at once: access
   * tokens, remembered transactions, messages that wait for too long, waits of syncs.
   *
   * @throws IllegalStateException if other tests share the server
   * @throws IllegalArgumentException if it is negative, or more than there is time
   */
  public void advanceClock(Duration by) {
    requireAlone("moves the clock");
    server.advance(by);
  }

  /**
   * Stops the time of the server, so that only {@link #advanceClock} moves it, until {@link
   * #reset}.
   *
   * @throws IllegalStateException if other tests share the server
   */
  public void stopClock() {
    requireAlone("stops the clock");
    server.clock().stop();
  }

  private void requireAlone(String what) {
    requireOpen();
    if (!isOwner || server.isSharedBeyond(scope)) {
      throw new IllegalStateException(
          what
              + " of a server that other tests share, now or later: give the test a server of its"
              + " own (with the extension in an instance field)");
    }
  }

  synchronized void requireOpen() {
    if (isClosed || server.isClosed()) {
      throw new IllegalStateException("the server for tests is closed");
    }
  }

  /**
   * Refuses a device of another server, which this one knows nothing of.
   *
   * @throws IllegalArgumentException if it is one
   */
  void requireOwn(Session device) {
    if (device.server() != server) {
      throw new IllegalArgumentException(device + " is a device of another server");
    }
  }

  /** The server behind it. */
  TestServer server() {
    return server;
  }

  /**
   * Forgets the users and their requests. On a server that is not shared, everything: the time runs
   * on, each request that comes sees all of what was or none of it, and syncs that wait are
   * answered at once. Then it fails as {@link #verify} does.
   *
   * @throws IllegalStateException if it is the server of tests that share it, and they run
   */
  public void reset() {
    requireOpen();
    if (scope.isAll()) {
      requireAlone("resets");
      sessions.clear();
      List<String> violations = takeViolations(scope);
      server.reset();
      fail(violations);
    } else {
      Scope last = scope;
      faults.ifPresent(Faults::clear);
      scope = server.open(outer);
      faults = faults(server, scope);
      end(last);
      fail(takeViolations(last));
    }
  }

  private void end(Scope last) {
    Set<UserId> users = new HashSet<>();
    sessions.keySet().forEach(device -> users.add(device.user()));
    server
        .journal()
        .list(exchange -> exchange.userId().filter(last::owns).isPresent())
        .forEach(exchange -> exchange.userId().map(UserId::new).ifPresent(users::add));
    users.removeIf(user -> !last.owns(user.value()));
    sessions.keySet().removeIf(device -> users.contains(device.user()));
    users.forEach(server::deleteDevices);
    server.journal().forget(exchange -> exchange.userId().filter(last::owns).isPresent());
    server.close(last);
  }

  /**
   * Fails if clients have violated the specification since the last call, on a server that is
   * strict.
   *
   * @throws AssertionError with the violations
   */
  public void verify() {
    fail(takeViolations(scope));
  }

  private List<String> takeViolations(Scope of) {
    return server.strict().map(watch -> watch.take(of)).orElse(List.of());
  }

  private static void fail(List<String> violations) {
    if (!violations.isEmpty()) {
      throw new AssertionError(
          "the client violates the specification:\n  " + String.join("\n  ", violations));
    }
  }

  /**
   * Stops the server, or logs the users of this instance out where it {@link #share}s one; and then
   * fails as {@link #verify} does. Has no effect the second time.
   */
  @Override
  public void close() {
    synchronized (this) {
      if (isClosed) {
        return;
      }
      isClosed = true;
    }
    if (isOwner) {
      server.close();
    } else {
      faults.ifPresent(Faults::clear);
      end(scope);
    }
    verify();
  }
}
