package io.todevice.testing;

import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.TokenHash;
import io.todevice.domain.UserId;
import io.todevice.faults.FaultProxy;
import io.todevice.faults.FaultRules;
import io.todevice.http.exchange.ExchangeObserver;
import io.todevice.server.Embedding;
import io.todevice.server.FaultMode;
import io.todevice.server.TodeviceServer;
import io.todevice.service.IdentifierGenerator;
import io.todevice.service.password.PasswordCost;
import io.todevice.settings.ServerSettings;
import io.todevice.store.SessionTokens;
import io.todevice.store.Store;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** The server behind every {@link Todevice} of it. Safe for use by many threads. */
final class TestServer implements AutoCloseable {

  /** Nobody steals the passwords of tests. */
  private static final PasswordCost CHEAP = new PasswordCost(8, 1);

  private static final IdentifierGenerator IDENTIFIERS = new IdentifierGenerator();

  /** How long the last answers may take through the proxy; a delay on purpose takes longer. */
  private static final Duration PASSING_ON = Duration.ofSeconds(1);

  private final String serverName;
  private final TestClock clock = new TestClock();
  private final Journal journal;
  private final Optional<StrictWatch> strict;
  private final TodeviceServer server;
  private final Optional<FaultRules> rules;
  private final Optional<FaultProxy> proxy;
  private final URI serverUrl;
  private final URI baseUrl;
  private final AtomicInteger scopes = new AtomicInteger();
  private final Set<Scope> open = new HashSet<>();
  private volatile boolean isClosed;

  TestServer(TodeviceBuilder builder) throws IOException {
    serverName = builder.config().get(ServerSettings.SERVER_NAME).value();
    journal = new Journal(builder.journalBytes());
    strict = builder.isStrict() ? Optional.of(new StrictWatch(this::onlySuffix)) : Optional.empty();
    ExchangeObserver observer =
        strict.<ExchangeObserver>map(watch -> watch.and(journal)).orElse(journal);
    server =
        TodeviceServer.start(
            builder.config(),
            Embedding.NONE.withObserver(observer).withTime(clock, CHEAP).withTimers(clock));
    serverUrl = URI.create(server.baseUrl());
    rules =
        builder.hasFaults()
            ? Optional.of(FaultMode.rules(server::store, journal::observe))
            : Optional.empty();
    try {
      proxy =
          rules.isPresent()
              ? Optional.of(new FaultProxy(server.baseUrl(), rules.get()))
              : Optional.empty();
    } catch (IOException e) {
      server.close();
      throw e;
    }
    baseUrl = proxy.map(FaultProxy::baseUrl).map(URI::create).orElse(serverUrl);
  }

  /** Where clients find it: the proxy, if there is one. */
  URI baseUrl() {
    return baseUrl;
  }

  /** Where it is itself. */
  URI serverUrl() {
    return serverUrl;
  }

  /** The rules of its faults; empty if it has none. */
  Optional<FaultRules> rules() {
    return rules;
  }

  Journal journal() {
    return journal;
  }

  Optional<StrictWatch> strict() {
    return strict;
  }

  TestClock clock() {
    return clock;
  }

  int waitingSyncs() {
    return server.waitingSyncs();
  }

  UserId userId(String localpart) {
    return UserId.of(localpart, serverName);
  }

  /** Logs a user in on a device, each new or not. */
  Session signIn(
      Todevice todevice, String name, DeviceAddress device, Optional<Duration> lifetime) {
    AccessToken accessToken = IDENTIFIERS.newToken();
    Optional<AccessToken> refreshToken = lifetime.map(expiring -> IDENTIFIERS.newToken());
    SessionTokens tokens =
        new SessionTokens(
            TokenHash.of(accessToken), lifetime.map(clock::after), refreshToken.map(TokenHash::of));
    Store store = server.store();
    get(store.accounts().create(device.user(), Optional.empty()));
    if (get(store.devices().signIn(device, tokens, Optional.empty())).isEmpty()) {
      throw new IllegalStateException(
          device + " cannot be made: the limits on devices leave no room for it");
    }
    return new Session(
        todevice, name, device, accessToken.value(), refreshToken.map(AccessToken::value));
  }

  /** Ends the sessions of a user, and deletes the devices. */
  void deleteDevices(UserId user) {
    if (isClosed) {
      return;
    }
    get(server.store().devices().deleteAll(user));
  }

  void advance(Duration by) {
    clock.advance(by);
    boolean isMore = true;
    while (isMore) {
      isMore = get(server.store().messages().dropExpired());
    }
  }

  /** Forgets everything. */
  void reset() {
    rules.ifPresent(FaultRules::clear);
    server.reset();
    journal.clear();
    strict.ifPresent(StrictWatch::clear);
    clock.resume();
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  synchronized Scope open(Scope outer) {
    Scope inner = outer.inner(scopes.incrementAndGet());
    open.add(inner);
    return inner;
  }

  synchronized void close(Scope scope) {
    open.remove(scope);
  }

  /** Whether there are tests beside the one with this scope, and beside those around it. */
  synchronized boolean isSharedBeyond(Scope scope) {
    return open.stream().anyMatch(each -> !scope.visible().contains(each.suffix()));
  }

  /** The suffix of the only test that runs, whatever is around it. */
  private synchronized Optional<String> onlySuffix() {
    List<Scope> innermost =
        open.stream()
            .filter(
                each ->
                    open.stream()
                        .noneMatch(
                            other ->
                                !other.equals(each) && other.visible().contains(each.suffix())))
            .toList();
    return innermost.size() == 1 ? Optional.of(innermost.get(0).suffix()) : Optional.empty();
  }

  boolean isClosed() {
    return isClosed;
  }

  @Override
  public void close() {
    isClosed = true;
    server.close();
    proxy.ifPresent(open -> open.closeWithin(PASSING_ON));
    clock.close();
  }
}
