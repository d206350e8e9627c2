package io.todevice.store.memory;

import io.todevice.domain.TokenHash;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which device a token may belong to. An index for looking up only: whether the token is good says
 * the device's {@link MemoryDevice#session}, which changes in one write. Tokens are entered before
 * they become good and taken out after they have ceased to be, so that a good one is always found.
 */
final class Tokens {

  private final Map<TokenHash, MemoryDevice> byAccessToken = new ConcurrentHashMap<>();
  private final Map<TokenHash, MemoryDevice> byRefreshToken = new ConcurrentHashMap<>();

  @Nullable MemoryDevice findByAccessToken(TokenHash token) {
    return byAccessToken.get(token);
  }

  @Nullable MemoryDevice findByRefreshToken(TokenHash token) {
    return byRefreshToken.get(token);
  }

  /**
   * Gives a device other tokens, or none, in place of those it had.
   *
   * @param locked holds the shard of the device's user
   */
  void replace(LockedShards locked, MemoryDevice device, @Nullable DeviceSession next) {
    locked.checkHeld(device.address().user());
    DeviceSession before = device.session();
    if (next != null) {
      enter(device, next);
    }
    device.setSession(next);
    if (before != null) {
      remove(device, before, next);
    }
  }

  void clear() {
    byAccessToken.clear();
    byRefreshToken.clear();
  }

  int size() {
    return byAccessToken.size() + byRefreshToken.size();
  }

  private void enter(MemoryDevice device, DeviceSession session) {
    session
        .all()
        .forEach(
            good -> {
              byAccessToken.put(good.accessToken(), device);
              good.refreshToken().ifPresent(token -> byRefreshToken.put(token, device));
            });
  }

  private void remove(MemoryDevice device, DeviceSession before, @Nullable DeviceSession next) {
    before
        .all()
        .filter(ended -> next == null || next.all().noneMatch(ended::equals))
        .forEach(
            ended -> {
              byAccessToken.remove(ended.accessToken(), device);
              ended.refreshToken().ifPresent(token -> byRefreshToken.remove(token, device));
            });
  }
}
