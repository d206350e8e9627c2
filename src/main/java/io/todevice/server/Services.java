package io.todevice.server;

import com.github.benmanes.caffeine.cache.Ticker;
import io.todevice.config.ServerConfig;
import io.todevice.domain.DeviceId;
import io.todevice.domain.KeyObject;
import io.todevice.service.IdentifierGenerator;
import io.todevice.service.account.RegistrationService;
import io.todevice.service.account.SessionService;
import io.todevice.service.account.TokenIssuer;
import io.todevice.service.auth.ApplicationServices;
import io.todevice.service.auth.Authenticator;
import io.todevice.service.device.DeviceService;
import io.todevice.service.interactive.InteractiveSessions;
import io.todevice.service.interactive.UserInteractiveAuth;
import io.todevice.service.keys.CrossSigningService;
import io.todevice.service.keys.KeyService;
import io.todevice.service.keys.SignatureService;
import io.todevice.service.limits.PasswordAttempts;
import io.todevice.service.limits.Rate;
import io.todevice.service.limits.RequestLimiter;
import io.todevice.service.messaging.MessagingService;
import io.todevice.service.password.PasswordHasher;
import io.todevice.service.password.PasswordVerifier;
import io.todevice.service.sync.FilterService;
import io.todevice.service.sync.SyncService;
import io.todevice.service.userdata.AccountDataService;
import io.todevice.service.userdata.KeyBackupService;
import io.todevice.service.userdata.ProfileService;
import io.todevice.service.userdata.PushRuleService;
import io.todevice.settings.RequestLimits;
import io.todevice.settings.ServerName;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.Setting;
import io.todevice.settings.Settings;
import io.todevice.store.Store;
import io.todevice.store.StoreStatistics;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;

/** The services over one store. */
final class Services implements AutoCloseable {

  private final Store store;
  private final ServiceThreads threads;
  private final PasswordHasher hasher;
  private final PasswordAttempts attempts;

  final RequestLimiter limiter;
  private final Authenticators authenticators;
  final ApplicationServices applications;
  final RegistrationService registrations;
  final SessionService sessions;
  final DeviceService devices;
  final MessagingService messaging;
  final SyncService sync;
  final KeyService keys;
  final CrossSigningService crossSigning;
  final FilterService filters;
  final AccountDataService accountData;
  final ProfileService profiles;
  final KeyBackupService keyBackups;
  final PushRuleService pushRules;

  Services(ServerConfig config, Store store, Embedding embedding, ServiceThreads threads) {
    InstantSource clock = embedding.clock();
    Settings settings = config.settings();
    ServerName serverName = settings.get(ServerSettings.SERVER_NAME);
    IdentifierGenerator identifiers = new IdentifierGenerator();
    Ticker ticker = Ticker.systemTicker();
    limiter =
        new RequestLimiter(
            rate(config, RequestLimits.REQUESTS_PER_SECOND, RequestLimits.REQUEST_BURST),
            rate(
                config,
                RequestLimits.PUBLIC_REQUESTS_PER_SECOND,
                RequestLimits.PUBLIC_REQUEST_BURST),
            ticker);
    applications = Stores.get(ApplicationServices.open(config.applicationServices(), store));
    authenticators = new Authenticators(config, store, limiter, clock, embedding.authenticator());
    attempts = new PasswordAttempts(attemptRate(config), ticker);
    hasher = new PasswordHasher(embedding.passwordCost(), threads.passwords());
    PasswordVerifier passwords = new PasswordVerifier(store.accounts(), hasher, attempts);
    UserInteractiveAuth interactive =
        new UserInteractiveAuth(
            passwords,
            new InteractiveSessions(sessionSecret(store, identifiers), clock),
            serverName);
    TokenIssuer tokens = new TokenIssuer(store.devices(), identifiers, clock, settings);
    registrations =
        new RegistrationService(
            store.accounts(), hasher, tokens, interactive, applications, identifiers, settings);
    sessions = new SessionService(store.devices(), passwords, tokens, applications, serverName);
    devices = new DeviceService(store.devices(), interactive);
    messaging = new MessagingService(store.messages(), serverName);
    sync =
        new SyncService(
            store.messages(),
            store.keys(),
            store.accountData(),
            authenticator(),
            threads.timers(),
            threads.wakeUps(),
            clock,
            settings);
    this.store = store;
    this.threads = threads;
    keys = new KeyService(store.keys(), settings);
    crossSigning = new CrossSigningService(store.keys(), interactive, settings);
    filters = new FilterService(store.filters());
    accountData = new AccountDataService(store.accountData());
    profiles = new ProfileService(store.profiles());
    keyBackups = new KeyBackupService(store.keyBackups());
    pushRules = new PushRuleService(store.accountData());
  }

  /** The secret that whichever node was first has made. */
  private static String sessionSecret(Store store, IdentifierGenerator identifiers) {
    return Stores.get(
        store.ensureProperty("interactive-session-secret", identifiers.newToken().value()));
  }

  /** Says whom an access token speaks for. */
  Authenticator authenticator() {
    return authenticators.all();
  }

  /**
   * Adds signatures to keys.
   *
   * @param signingKeys reads a device's public Ed25519 key out of its identity keys
   */
  SignatureService signatures(BiFunction<KeyObject, DeviceId, Optional<String>> signingKeys) {
    return new SignatureService(store.keys(), threads.passwords(), signingKeys);
  }

  /** What the limits have done so far. */
  Counters counters(StoreStatistics store) {
    return new Counters(
        store,
        limiter.refusedDevices(),
        limiter.refusedNetworks(),
        attempts.refused() + threads.passwords().refused(),
        registrations.refused(),
        hasher.operations());
  }

  private static Optional<Rate> rate(
      ServerConfig config, Setting<Integer> perSecond, Setting<Integer> burst) {
    int rate = config.get(perSecond);
    return rate == 0 ? Optional.empty() : Optional.of(Rate.perSecond(rate, config.get(burst)));
  }

  private static Optional<Rate> attemptRate(ServerConfig config) {
    int attempts = config.get(RequestLimits.WRONG_PASSWORDS);
    return attempts == 0
        ? Optional.empty()
        : Optional.of(
            new Rate(
                attempts, config.get(RequestLimits.WRONG_PASSWORD_PERIOD).dividedBy(attempts)));
  }

  @Override
  public void close() {
    authenticators.close();
  }
}
