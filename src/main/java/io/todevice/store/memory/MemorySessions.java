package io.todevice.store.memory;

import io.todevice.domain.TokenHash;
import io.todevice.store.DeviceStore;
import io.todevice.store.RenewedTokens;
import io.todevice.store.Session;
import io.todevice.store.SessionTokens;
import java.util.Optional;

/** Finds and renews sessions, with the meaning that {@link DeviceStore} gives to both. */
final class MemorySessions {

  private final Shards shards;
  private final Tokens tokens;
  private final Watches watches;

  MemorySessions(Shards shards, Tokens tokens, Watches watches) {
    this.shards = shards;
    this.tokens = tokens;
    this.watches = watches;
  }

  /** Takes no lock but at the first use of a renewed session: every request comes through here. */
  Optional<Session> find(TokenHash accessToken) {
    MemoryDevice device = tokens.findByAccessToken(accessToken);
    DeviceSession session = device == null ? null : device.session();
    if (device == null || session == null || !session.isOpenedBy(accessToken)) {
      return Optional.empty();
    }
    return session.replacedRefreshToken() == null
        ? Optional.of(session.current())
        : useFirst(device, accessToken);
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
    try (LockedShards locked = lockShardOf(device)) {
      DeviceSession session = device.session();
      if (session == null || !session.isRenewedBy(refreshToken)) {
        return Optional.empty();
      }
      tokens.replace(locked, device, new DeviceSession(next, refreshToken));
    }
    watches.tell(device.incarnation());
    return Optional.of(next);
  }

  private Optional<Session> useFirst(MemoryDevice device, TokenHash accessToken) {
    try (LockedShards locked = lockShardOf(device)) {
      DeviceSession session = device.session();
      if (session == null || !session.isOpenedBy(accessToken)) {
        return Optional.empty();
      }
      tokens.replace(locked, device, session.used());
      return Optional.of(session.current());
    }
  }

  private LockedShards lockShardOf(MemoryDevice device) {
    return shards.lock(device.address().user());
  }
}
