package io.todevice.testing;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
  private volatile TestView view;
  private boolean isClosed;

  Todevice(TestServer server, Scope all) {
    this.server = server;
    outer = all;
    view = new TestView(this, server, all);
    isOwner = true;
  }

  private Todevice(Todevice shared) {
    server = shared.server;
    outer = shared.view.scope();
    view = new TestView(this, server, server.open(outer));
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
    return view.user(requireNonNull(name, "name"), requireNonNull(deviceId, "deviceId"));
  }

  Session signIn(String name, String deviceId, Duration lifetime) {
    requireOpen();
    return view.signIn(name, deviceId, lifetime);
  }

  /**
   * The local part of the user whom this instance calls {@code name}: for a client that registers
   * users by itself.
   */
  public String localpart(String name) {
    return view.localpart(requireNonNull(name, "name"));
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
    requireOwn(requests);
    return view.await(requests, count, isAtArrival);
  }

  /** The requests in the journal, in order of arrival. */
  public List<RecordedExchange> exchanges() {
    return view.exchanges();
  }

  /** Those of a kind. */
  public List<RecordedExchange> exchanges(Requests requests) {
    requireOwn(requests);
    return exchanges().stream().filter(requests::matches).toList();
  }

  /** How many exchanges the journal has dropped to stay within its bytes. */
  public long droppedExchanges() {
    return view.dropped();
  }

  /**
   * The messages that were sent to a device.
   *
   * @throws IllegalArgumentException if it is a device of another server
   */
  public Messages messagesTo(Session device) {
    requireOwn(device);
    return new Messages(device, Optional.empty(), Optional.empty(), view::completeJournal);
  }

  /**
   * The faults of the server, which a {@link #reset} ends.
   *
   * @throws IllegalStateException if the server was not built {@link TodeviceBuilder#withFaults}
   */
  public Faults faults() {
    return view.faults()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the server has no faults: build it with Todevice.builder().withFaults()"));
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
    server.advance(requireNonNull(by, "by"));
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
    if (!isOwner || server.isSharedBeyond(view.scope())) {
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
    if (requireNonNull(device, "device").server() != server) {
      throw new IllegalArgumentException(device + " is a device of another server");
    }
  }

  private void requireOwn(Requests requests) {
    requireNonNull(requests, "requests").devices().forEach(this::requireOwn);
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
    if (view.scope().isAll()) {
      requireAlone("resets");
      view.forgetUsers();
      List<String> violations = view.takeViolations();
      server.reset();
      TestView.fail(violations);
    } else {
      TestView last = view;
      view = new TestView(this, server, server.open(outer));
      last.end();
      TestView.fail(last.takeViolations());
    }
  }

  /**
   * Fails if clients have violated the specification since the last call, on a server that is
   * strict.
   *
   * @throws AssertionError with the violations
   */
  public void verify() {
    TestView.fail(view.takeViolations());
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
      view.end();
    }
    verify();
  }
}
