package io.todevice.testing;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.UserId;
import io.todevice.text.OneLine;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a {@link Todevice} has on its server until it is reset: users, faults, and what it sees of
 * the requests. Safe for use by many threads.
 */
final class TestView {

  private final Todevice todevice;
  private final TestServer server;
  private final Scope scope;
  private final Optional<Faults> faults;
  private final Map<DeviceAddress, Session> sessions = new ConcurrentHashMap<>();

  TestView(Todevice todevice, TestServer server, Scope scope) {
    this.todevice = todevice;
    this.server = server;
    this.scope = scope;
    faults = server.rules().map(rules -> new Faults(rules, scope));
  }

  Scope scope() {
    return scope;
  }

  /** Its faults; empty if the server has none. */
  Optional<Faults> faults() {
    return faults;
  }

  String localpart(String name) {
    return name + scope.suffix();
  }

  /** The session of a user on a device, which is made at the first call. */
  Session user(String name, String deviceId) {
    return sessions.computeIfAbsent(
        address(name, deviceId), device -> server.signIn(todevice, name, device, Optional.empty()));
  }

  /** A session in place of the one that there is. */
  Session signIn(String name, String deviceId, Duration lifetime) {
    DeviceAddress address = address(name, deviceId);
    Session session = server.signIn(todevice, name, address, Optional.of(lifetime));
    sessions.put(address, session);
    return session;
  }

  private DeviceAddress address(String name, String deviceId) {
    DeviceId device =
        DeviceId.find(deviceId)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there can be no device of the ID " + OneLine.quote(deviceId)));
    return new DeviceAddress(userId(name), device);
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

  /** Waits for requests that it sees. */
  Awaited await(Requests requests, int count, boolean isAtArrival) {
    if (count < 1) {
      throw new IllegalArgumentException("waits for at least one request, not " + count);
    }
    Awaited awaited =
        new Awaited(requests, scope::sees, isAtArrival, count, () -> seenInstead(requests));
    server.journal().register(awaited);
    awaited.whenDone(() -> server.journal().unregister(awaited));
    return awaited;
  }

  private String seenInstead(Requests requests) {
    String nearest = requests.nearMisses(exchanges());
    long dropped = dropped();
    return (nearest.isEmpty() ? "; no request came" : "; in the journal, the nearest first:")
        + nearest
        + (dropped == 0 ? "" : "\n  and " + dropped + " that the journal has dropped")
        + server.strict().map(watch -> watch.list(scope)).orElse(List.of()).stream()
            .map(violation -> "\n  violates the specification: " + violation)
            .reduce("", String::concat);
  }

  List<RecordedExchange> exchanges() {
    return server.journal().list(scope::sees);
  }

  /**
   * The same.
   *
   * @throws IllegalStateException if the journal lacks some of them
   */
  List<RecordedExchange> completeJournal() {
    List<RecordedExchange> all = exchanges();
    long dropped = dropped();
    if (dropped > 0) {
      throw new IllegalStateException(
          "the journal has dropped " + dropped + " exchanges: give it more with journalBytes(…)");
    }
    return all;
  }

  long dropped() {
    return server.journal().dropped(scope);
  }

  /** What clients did against the specification since the last call. */
  List<String> takeViolations() {
    return server.strict().map(watch -> watch.take(scope)).orElse(List.of());
  }

  /**
   * Fails a test in which there were some.
   *
   * @throws AssertionError with them
   */
  static void fail(List<String> violations) {
    if (!violations.isEmpty()) {
      throw new AssertionError(
          "the client violates the specification:\n  " + String.join("\n  ", violations));
    }
  }

  /** Forgets its users, whom the server has forgotten. */
  void forgetUsers() {
    sessions.clear();
  }

  /** Logs its users out, and forgets them, their requests and the faults. */
  void end() {
    faults.ifPresent(Faults::clear);
    Set<UserId> users = new HashSet<>();
    sessions.keySet().forEach(device -> users.add(device.user()));
    server
        .journal()
        .list(exchange -> exchange.userId().filter(scope::owns).isPresent())
        .forEach(exchange -> exchange.userId().map(UserId::new).ifPresent(users::add));
    users.removeIf(user -> !scope.owns(user.value()));
    users.forEach(server::deleteDevices);
    server.journal().forget(exchange -> exchange.userId().filter(scope::owns).isPresent());
    server.close(scope);
  }
}
