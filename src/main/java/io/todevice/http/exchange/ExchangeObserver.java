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

  /**
   * Looks at a request that is complete and allowed, before its operation is called. Of a request
   * that is refused before that only the response is shown.
   */
  default void observeArrival(ObservedRequest request) {}

  /** Looks at a request and its answer. */
  void observe(ObservedExchange exchange);

  /**
   * Looks at the refusal of what is not a request, because it cannot be read as HTTP/1.1, or can be
   * read in two ways.
   *
   * @param status the response's status
   * @param reason one of a few sentences that contain nothing of what the client has sent
   */
  default void observeRefusal(int status, String reason) {}

  /** An observer that shows everything to this one, and then to {@code other}. */
  default ExchangeObserver and(ExchangeObserver other) {
    ExchangeObserver first = this;
    return new ExchangeObserver() {
      @Override
      public void observeArrival(ObservedRequest request) {
        first.observeArrival(request);
        other.observeArrival(request);
      }

      @Override
      public void observe(ObservedExchange exchange) {
        first.observe(exchange);
        other.observe(exchange);
      }

      @Override
      public void observeRefusal(int status, String reason) {
        first.observeRefusal(status, reason);
        other.observeRefusal(status, reason);
      }
    };
  }
}
