package io.todevice.service.limits;

import com.github.benmanes.caffeine.cache.Ticker;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.Requester;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How many requests a client may make (clause R3). Each request counts once, when it comes in,
 * however long it then waits: against its device where its token speaks for one, and otherwise
 * against the network that it comes from. Never blocks; safe for use by many threads.
 */
public final class RequestLimiter {

  /** Lets everything pass. */
  public static final RequestLimiter NONE =
      new RequestLimiter(Optional.empty(), Optional.empty(), Ticker.systemTicker());

  private final Optional<RateLimiter<DeviceKey>> devices;
  private final Optional<RateLimiter<ClientNetwork>> networks;

  /** A device or none, in an order, so that IDs with colliding hashes cost little. */
  private record DeviceKey(String user, String device) implements Comparable<DeviceKey> {

    static DeviceKey of(Requester requester) {
      return new DeviceKey(
          requester.user().value(),
          requester instanceof DeviceIncarnation device ? device.address().device().value() : "");
    }

    @Override
    public int compareTo(DeviceKey other) {
      int byUser = user.compareTo(other.user);
      return byUser == 0 ? device.compareTo(other.device) : byUser;
    }
  }

  /**
   * A limiter that has seen nothing.
   *
   * @param perDevice for each device; empty for no limit
   * @param perNetwork for each network; empty for no limit
   * @param ticker the time in nanoseconds
   */
  public RequestLimiter(Optional<Rate> perDevice, Optional<Rate> perNetwork, Ticker ticker) {
    devices = perDevice.map(rate -> new RateLimiter<>(rate, ticker));
    networks = perNetwork.map(rate -> new RateLimiter<>(rate, ticker));
  }

  /**
   * Counts a request.
   *
   * @param requester whose request it is, if that is known
   * @param network where it comes from; only asked where it counts
   * @return how long to wait before trying again where there were too many; empty where it may pass
   */
  public Optional<Duration> admit(
      Optional<? extends Requester> requester, Supplier<ClientNetwork> network) {
    if (requester.isPresent()) {
      return devices.isEmpty()
          ? Optional.empty()
          : devices.get().take(DeviceKey.of(requester.get()));
    }
    return networks.isEmpty() ? Optional.empty() : networks.get().take(network.get());
  }

  /** Takes back what {@link #admit} has counted against a network. */
  public void giveBack(ClientNetwork network) {
    networks.ifPresent(limiter -> limiter.giveBack(network));
  }

  /** How many requests of devices were turned away. */
  public long refusedDevices() {
    return devices.map(RateLimiter::refused).orElse(0L);
  }

  /** How many requests of networks were turned away. */
  public long refusedNetworks() {
    return networks.map(RateLimiter::refused).orElse(0L);
  }
}
