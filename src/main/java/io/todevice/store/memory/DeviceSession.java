package io.todevice.store.memory;

import io.todevice.domain.TokenHash;
import io.todevice.store.Session;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The tokens that are good for a device: those in use, and those that were given out for its
 * refresh token and not used yet. Immutable.
 *
 * @param current the session in use
 * @param renewed what its refresh token was exchanged for, the oldest first; at most {@value
 *     #MAX_RENEWED}
 */
record DeviceSession(Session current, List<Session> renewed) {

  /** How many unused sessions are kept. A client seldom repeats a refresh more than once. */
  static final int MAX_RENEWED = 8;

  DeviceSession {
    renewed = List.copyOf(renewed);
  }

  /** All sessions whose tokens are good. */
  Stream<Session> all() {
    return Stream.concat(Stream.of(current), renewed.stream());
  }

  Optional<Session> findByAccessToken(TokenHash token) {
    return find(session -> session.accessToken().equals(token));
  }

  Optional<Session> findByRefreshToken(TokenHash token) {
    return find(session -> session.refreshToken().equals(Optional.of(token)));
  }

  private Optional<Session> find(Predicate<Session> isMeant) {
    return all().filter(isMeant).findFirst();
  }

  /** The same after a token of {@code session} has been used, which ends the others. */
  DeviceSession using(Session session) {
    return session.equals(current) ? this : new DeviceSession(session, List.of());
  }

  /** The same after the refresh token of the current session was exchanged once more. */
  DeviceSession renewedBy(Session next) {
    return new DeviceSession(
        current,
        Stream.concat(
                renewed.stream().skip(Math.max(0, renewed.size() + 1 - MAX_RENEWED)),
                Stream.of(next))
            .toList());
  }
}
