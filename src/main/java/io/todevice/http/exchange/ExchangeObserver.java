package io.todevice.http.exchange;

/**
 * Is shown every request together with its answer, before the answer is written. It can change
 * neither. A request that is abandoned has no answer and is not shown.
 *
 * <p>Called on the connections' threads, so it must be quick, never block, and be safe for use by
 * many threads. What it throws is logged and otherwise passed over.
 */
@FunctionalInterface
public interface ExchangeObserver {

  /** Looks at nothing, which costs nothing. */
  ExchangeObserver NONE = exchange -> {};

  /** Looks at a request and its answer. */
  void observe(ObservedExchange exchange);
}
