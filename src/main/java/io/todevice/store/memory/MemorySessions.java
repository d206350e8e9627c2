package io.todevice.store.memory;

import io.todevice.domain.TokenHash;
import io.todevice.store.DeviceStore;
import io.todevice.store.RenewedTokens;
import io.todevice.store.Session;
import io.todevice.store.SessionTokens;
import io.todevice.store.Watches;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Finds and renews sessions, with the meaning that {@link DeviceStore} gives to both. */
record MemorySessions(Shards shards, Tokens tokens, Watches watches) {

  /** Takes no lock but at the first use of a renewed session: every request comes through here. */
  Optional<Session> find(TokenHash accessToken) {
    MemoryDevice device = tokens.findByAccessToken(accessToken);
    DeviceSession sessions = device == null ? null : device.session();
    if (device == null || sessions == null) {
      return Optional.empty();
    }
    if (sessions.current().accessToken().equals(accessToken)) {
      return Optional.of(sessions.current());
    }
    return use(device, now -> now.findByAccessToken(accessToken), UnaryOperator.identity());
  }

  Optional<Session> refresh(TokenHash refreshToken, RenewedTokens renewed) {
    MemoryDevice device = tokens.findByRefreshToken(refreshToken);
    if (device == null) {
      return Optional.empty();
    }
    Session next =
        new Session(
            device.incarnation(),
            new SessionTokens(
                renewed.accessToken(), renewed.expiresAt(), Optional.of(renewed.refreshToken())));
    return use(device, now -> now.findByRefreshToken(refreshToken), used -> used.renewedBy(next))
        .map(exchanged -> next);
  }

  /** Ends all other sessions of the device than the one that is found, if one is. */
  private Optional<Session> use(
      MemoryDevice device,
      Function<DeviceSession, Optional<Session>> find,
      UnaryOperator<DeviceSession> then) {
    try (LockedShards locked = shards.lock(device.address().user())) {
      DeviceSession before = device.session();
      Optional<Session> found = before == null ? Optional.empty() : find.apply(before);
      if (before != null && found.isPresent()) {
        DeviceSession after = before.using(found.get());
        tokens.replace(locked, device, then.apply(after));
        if (!after.equals(before)) {
          locked.afterwards(() -> watches.tell(device.incarnation()));
        }
      }
      return found;
    }
  }
}
