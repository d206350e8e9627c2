package io.todevice.server;

import io.todevice.domain.DeviceAddress;
import io.todevice.http.exchange.ExchangeObserver;
import io.todevice.http.exchange.ObservedExchange;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line on the log for each request, without the query, in which a token may stand. */
final class RequestLog implements ExchangeObserver {

  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);

  @Override
  public void observe(ObservedExchange exchange) {
    LOG.info(
        "{} {} {} {} ms {}",
        exchange.method(),
        exchange.path(),
        exchange.status(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - exchange.receivedNanos()),
        exchange.device().map(DeviceAddress::toString).orElse("-"));
  }

  @Override
  public void observeRefusal(int status, String reason) {
    LOG.info("(not a request) {} {}", status, reason);
  }
}
