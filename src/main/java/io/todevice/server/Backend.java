package io.todevice.server;

import io.todevice.http.exchange.ExchangeObserver;
import io.todevice.http.exchange.Gateway;
import io.todevice.http.exchange.ObservedExchange;
import io.todevice.http.exchange.ObservedRequest;
import io.todevice.store.Store;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;

/** A store, the services over it, and the gateway to them: what a reset replaces as a whole. */
final class Backend implements AutoCloseable {

  final Store store;
  final Services services;
  final Gateway gateway;
  private final Visibility visibility;

  /**
   * A backend.
   *
   * @param observer is shown the exchanges until {@link #retire}
   * @param gateway makes the gateway, to which it gives that observer
   */
  Backend(
      Store store,
      Services services,
      ExchangeObserver observer,
      Function<ExchangeObserver, Gateway> gateway) {
    this.store = store;
    this.services = services;
    visibility = new Visibility(observer);
    this.gateway = gateway.apply(observer == ExchangeObserver.NONE ? observer : visibility);
  }

  /**
   * Answers the syncs that wait. When this has returned, the observer is shown nothing more of this
   * backend. Requests in progress still finish, on a store that nobody else reads.
   */
  void retire() {
    visibility.end();
    var unused = services.sync.stop();
    services.close();
  }

  @Override
  public void close() {
    services.close();
    store.close();
  }

  /** Passes on what it is shown until it ends. */
  private static final class Visibility implements ExchangeObserver {

    private final ExchangeObserver observer;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean hasEnded;

    Visibility(ExchangeObserver observer) {
      this.observer = observer;
    }

    void end() {
      lock.writeLock().lock();
      try {
        hasEnded = true;
      } finally {
        lock.writeLock().unlock();
      }
    }

    private void pass(Consumer<ExchangeObserver> event) {
      Lock shared = lock.readLock();
      shared.lock();
      try {
        if (!hasEnded) {
          event.accept(observer);
        }
      } finally {
        shared.unlock();
      }
    }

    @Override
    public void observeArrival(ObservedRequest request) {
      pass(seeing -> seeing.observeArrival(request));
    }

    @Override
    public void observe(ObservedExchange exchange) {
      pass(seeing -> seeing.observe(exchange));
    }

    @Override
    public void observeRefusal(int status, String reason) {
      pass(seeing -> seeing.observeRefusal(status, reason));
    }
  }
}
