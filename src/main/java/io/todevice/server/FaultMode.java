package io.todevice.server;

import io.todevice.config.ServerConfig;
import io.todevice.config.TextFile;
import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.TokenHash;
import io.todevice.domain.UserId;
import io.todevice.faults.FaultAnswer;
import io.todevice.faults.FaultProxy;
import io.todevice.faults.FaultRules;
import io.todevice.faults.FaultTarget;
import io.todevice.faults.admin.FaultsAdmin;
import io.todevice.http.wire.RequestHandler;
import io.todevice.settings.RequestLimits;
import io.todevice.settings.ServerSettings;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A server that is wrong on purpose: a proxy listens where the server should, and has its rules.
 */
public final class FaultMode implements AutoCloseable {

  private final ServerConfig config;
  private final FaultRules rules;
  private final FaultsAdmin admin;
  private volatile @Nullable FaultProxy proxy;

  private FaultMode(ServerConfig config, Supplier<Store> store, Optional<RequestHandler> others) {
    this.config = config;
    rules = new FaultRules(SpecificationDocument.get(), devices(store), users(store));
    admin =
        new FaultsAdmin(
            rules, TextFile.readSecret(config.get(ServerSettings.FAULTS_TOKEN)), others);
  }

  /**
   * The faults of a server to be; empty if it has none.
   *
   * @param others what the admin endpoint serves beside them
   * @throws io.todevice.config.ConfigException if the token cannot be read
   */
  static Optional<FaultMode> of(
      ServerConfig config, Supplier<Store> store, Optional<RequestHandler> others) {
    return config.get(ServerSettings.FAULTS)
        ? Optional.of(new FaultMode(config, store, others))
        : Optional.empty();
  }

  /**
   * No faults yet, of a server whose store knows its users.
   *
   * @param unseen takes what effects answer in place of the server, and who has asked
   */
  public static FaultRules rules(
      Supplier<Store> store, BiConsumer<FaultAnswer, Optional<DeviceAddress>> unseen) {
    Function<String, Optional<DeviceAddress>> devices = devices(store);
    return new FaultRules(
        SpecificationDocument.get(),
        devices,
        users(store),
        answer -> unseen.accept(answer, devices.apply(answer.request().token())));
  }

  private static Function<String, Optional<DeviceAddress>> devices(Supplier<Store> store) {
    return token -> findDevice(store.get(), token);
  }

  private static BiPredicate<String, Optional<String>> users(Supplier<Store> store) {
    return (user, device) -> isKnown(store.get(), user, device);
  }

  private static Optional<DeviceAddress> findDevice(Store store, String token) {
    return token.isEmpty()
        ? Optional.empty()
        : Stores.get(store.devices().useSession(TokenHash.of(new AccessToken(token))))
            .map(session -> session.device().address());
  }

  private static boolean isKnown(Store store, String userId, Optional<String> device) {
    return UserId.find(userId)
        .filter(user -> Stores.get(store.accounts().exists(user)))
        .filter(
            user ->
                device.isEmpty()
                    || DeviceId.find(device.get())
                        .map(id -> new DeviceAddress(user, id))
                        .flatMap(address -> Stores.get(store.devices().findIncarnation(address)))
                        .isPresent())
        .isPresent();
  }

  /** Where the server listens, so that the proxy can listen where it should. */
  static ServerConfig behindProxy(ServerConfig config) {
    return config
        .with(ServerSettings.BIND, InetAddress.getLoopbackAddress().getHostAddress())
        .with(ServerSettings.PORT, 0);
  }

  /** The admin API. */
  RequestHandler admin() {
    return admin;
  }

  /** Begins to listen for the server on a port of this machine. */
  void start(int port) throws IOException {
    proxy =
        new FaultProxy(
            new FaultTarget(URI.create("http://127.0.0.1:" + port)),
            new InetSocketAddress(config.listen().host(), config.listen().port()),
            TodeviceServer.messageLimits(config.settings()),
            rules);
  }

  /** Where clients find the server. */
  InetSocketAddress address() {
    FaultProxy running = proxy;
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    return running.address();
  }

  @Override
  public void close() {
    FaultProxy running = proxy;
    if (running != null) {
      running.closeWithin(config.get(RequestLimits.SHUTDOWN_GRACE));
    }
  }
}
