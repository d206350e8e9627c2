package io.todevice.server;

import com.github.benmanes.caffeine.cache.Ticker;
import io.todevice.config.FixedTokens;
import io.todevice.config.PasswordWorkers;
import io.todevice.config.RateLimits;
import io.todevice.config.RequestRate;
import io.todevice.config.ServerConfig;
import io.todevice.service.IdentifierGenerator;
import io.todevice.service.ServiceSettings;
import io.todevice.service.account.RegistrationService;
import io.todevice.service.account.SessionService;
import io.todevice.service.account.TokenIssuer;
import io.todevice.service.auth.Authenticator;
import io.todevice.service.auth.FixedTokenAuthenticator;
import io.todevice.service.auth.StoreAuthenticator;
import io.todevice.service.device.DeviceService;
import io.todevice.service.interactive.UserInteractiveAuth;
import io.todevice.service.limits.PasswordAttempts;
import io.todevice.service.limits.Rate;
import io.todevice.service.limits.RequestLimiter;
import io.todevice.service.messaging.MessagingService;
import io.todevice.service.password.PasswordCost;
import io.todevice.service.password.PasswordHasher;
import io.todevice.service.password.PasswordVerifier;
import io.todevice.service.password.Workers;
import io.todevice.service.sync.FilterService;
import io.todevice.service.sync.ScheduledTimers;
import io.todevice.service.sync.SyncService;
import io.todevice.store.InboxStatistics;
import io.todevice.store.Store;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The services over one store, and the threads that they need. */
final class Services implements AutoCloseable {

  private final Workers passwordWorkers;
  private final ScheduledTimers timers = new ScheduledTimers();
  private final ExecutorService wakeUps;

  private final PasswordHasher hasher;
  private final PasswordAttempts attempts;

  final RequestLimiter limiter;
  final Authenticator authenticator;
  final RegistrationService registrations;
  final SessionService sessions;
  final DeviceService devices;
  final MessagingService messaging;
  final SyncService sync;
  final FilterService filters;

  Services(ServerConfig config, Store store, InstantSource clock, PasswordCost passwordCost) {
    ServiceSettings settings = settings(config);
    PasswordWorkers workers = config.limits().passwordWorkers();
    passwordWorkers = new Workers(workers.threads(), workers.queueLength());
    wakeUps = wakeUpThreads();
    authenticator = authenticator(config.fixedTokens(), store, clock);
    IdentifierGenerator identifiers = new IdentifierGenerator();
    Ticker ticker = Ticker.systemTicker();
    RateLimits rates = config.limits().rates();
    limiter = new RequestLimiter(rate(rates.perDevice()), rate(rates.perAddress()), ticker);
    attempts = new PasswordAttempts(attemptRate(rates), ticker);
    hasher = new PasswordHasher(passwordCost, passwordWorkers);
    PasswordVerifier passwords = new PasswordVerifier(store.accounts(), hasher, attempts);
    UserInteractiveAuth interactive =
        new UserInteractiveAuth(passwords, identifiers, settings, ticker);
    TokenIssuer tokens = new TokenIssuer(store.devices(), identifiers, clock, settings);
    registrations =
        new RegistrationService(
            store.accounts(), hasher, tokens, interactive, identifiers, settings);
    sessions = new SessionService(store.devices(), passwords, tokens, settings);
    devices = new DeviceService(store.devices(), interactive);
    messaging = new MessagingService(store.messages(), settings);
    sync = new SyncService(store.messages(), authenticator, timers, wakeUps, clock, settings);
    filters = new FilterService(store.filters());
  }

  /** What the limits have done so far. */
  Counters counters(InboxStatistics inboxes) {
    return new Counters(
        inboxes,
        limiter.refusedDevices(),
        limiter.refusedNetworks(),
        attempts.refused(),
        hasher.operations());
  }

  private static Optional<Rate> rate(RequestRate rate) {
    return rate.perSecond() == 0
        ? Optional.empty()
        : Optional.of(Rate.perSecond(rate.perSecond(), rate.burst()));
  }

  private static Optional<Rate> attemptRate(RateLimits rates) {
    int attempts = rates.wrongPasswords();
    return attempts == 0
        ? Optional.empty()
        : Optional.of(new Rate(attempts, rates.wrongPasswordPeriod().dividedBy(attempts)));
  }

  private static ServiceSettings settings(ServerConfig config) {
    return new ServiceSettings(
        config.serverName().value(),
        config.registration().open(),
        config.sessions().accessTokenLifetime(),
        config.limits().maxSyncTimeout(),
        ServiceSettings.MAX_MESSAGES_PER_SYNC,
        config.limits().maxSyncBytes(),
        config.limits().accounts().accounts());
  }

  private static Authenticator authenticator(
      Optional<FixedTokens> fixedTokens, Store store, InstantSource clock) {
    Authenticator issued = new StoreAuthenticator(store.devices(), clock);
    return fixedTokens
        .map(
            tokens ->
                FixedTokenAuthenticator.open(store, tokens.devices(), tokens.displayNames())
                    .toCompletableFuture()
                    .join()
                    .orElse(issued))
        .orElse(issued);
  }

  /**
   * The answers of waiting syncs are made here, so that the sender's request does not wait for
   * them.
   */
  private static ExecutorService wakeUpThreads() {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
        task -> {
          Thread thread = new Thread(task, "sync-wake-up-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  @Override
  public void close() {
    wakeUps.shutdown();
    timers.close();
    passwordWorkers.close();
  }
}
