package io.todevice.server;

import io.todevice.domain.MonotonicClock;
import io.todevice.http.exchange.ExchangeObserver;
import io.todevice.service.auth.Authenticator;
import io.todevice.service.password.PasswordCost;
import io.todevice.service.sync.Timers;
import io.todevice.store.Store;
import io.todevice.store.StoreFactory;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * What a program that embeds a server gives it besides the settings.
 *
 * @param observer is shown every request and its answer
 * @param application filters, interceptors and resources of its own, through whose pipeline every
 *     request goes; empty if there are none. Not to be used for two servers
 * @param authenticator makes, over the server's store, what is asked about access tokens that this
 *     server did not give out; empty if there are none
 * @param store opens the store in place of the one that {@code --store} names
 * @param clock measures the age of messages, transactions and tokens; {@link MonotonicClock} unless
 *     a test sets it. The limits on requests and the timeouts of connections use {@link
 *     System#nanoTime}
 * @param timers end the waits of syncs; empty for the server's own, which run in real time
 * @param passwordCost what hashing a password costs
 */
public record Embedding(
    ExchangeObserver observer,
    Optional<ResourceConfig> application,
    Optional<Function<Store, Authenticator>> authenticator,
    Optional<StoreFactory> store,
    InstantSource clock,
    Optional<Timers> timers,
    PasswordCost passwordCost) {

  /** A server that is run for users. */
  public static final Embedding NONE =
      new Embedding(
          ExchangeObserver.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          new MonotonicClock(),
          Optional.empty(),
          PasswordCost.OWASP_MINIMUM);

  /** The same with an observer. */
  public Embedding withObserver(ExchangeObserver other) {
    return new Embedding(other, application, authenticator, store, clock, timers, passwordCost);
  }

  /** The same with an application. */
  public Embedding withApplication(ResourceConfig other) {
    return new Embedding(
        observer, Optional.of(other), authenticator, store, clock, timers, passwordCost);
  }

  /** The same with a source of access tokens beside the server's own. */
  public Embedding withAuthenticator(Function<Store, Authenticator> other) {
    return new Embedding(
        observer, application, Optional.of(other), store, clock, timers, passwordCost);
  }

  /** The same with a store of the program's own. */
  public Embedding withStore(StoreFactory other) {
    return new Embedding(
        observer, application, authenticator, Optional.of(other), clock, timers, passwordCost);
  }

  /** The same with a clock and a cost of passwords. */
  public Embedding withTime(InstantSource otherClock, PasswordCost otherCost) {
    return new Embedding(
        observer, application, authenticator, store, otherClock, timers, otherCost);
  }

  /** The same with other timers for the waits of syncs. */
  public Embedding withTimers(Timers other) {
    return new Embedding(
        observer, application, authenticator, store, clock, Optional.of(other), passwordCost);
  }
}
