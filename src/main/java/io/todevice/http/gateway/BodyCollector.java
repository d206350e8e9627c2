package io.todevice.http.gateway;

import io.todevice.domain.MatrixException;
import io.todevice.http.error.ErrorEnvelope;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.glassfish.grizzly.ReadHandler;
import org.glassfish.grizzly.http.io.InputBuffer;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Collects a request's body without blocking (clause S6). A body that has come in together with its
 * head, the common case, is there at once; otherwise the exchange is suspended and the rest is read
 * as it comes in, within the limits of length and time.
 */
final class BodyCollector implements ReadHandler {

  private static final ErrorEnvelope TOO_LARGE = ErrorEnvelope.ofStatus(413);
  private static final ErrorEnvelope TOO_SLOW =
      ErrorEnvelope.ofHttp(408, "The request body did not arrive in time");
  private static final ErrorEnvelope NO_ROOM =
      ErrorEnvelope.of(MatrixException.limitExceeded(Duration.ofSeconds(1)));
  private static final int FIRST_BUFFER = 8192;

  private final Exchange exchange;
  private final InputBuffer input;
  private final GatewaySettings settings;
  private final Memory memory;
  private final ScheduledExecutorService timer;
  private final Consumer<byte[]> then;
  private final long deadline;
  private byte[] bytes = {};
  private int length;
  private long lastProgress;
  private boolean isDone;
  private @Nullable ScheduledFuture<?> nextWatch;

  private BodyCollector(
      Exchange exchange,
      GatewaySettings settings,
      Memory memory,
      ScheduledExecutorService timer,
      Consumer<byte[]> then) {
    this.memory = memory;
    this.exchange = exchange;
    this.settings = settings;
    this.timer = timer;
    this.then = then;
    input = exchange.request().getInputBuffer();
    lastProgress = System.nanoTime();
    deadline = lastProgress + settings.bodyTimeout().toNanos();
  }

  /**
   * Collects the body of {@code exchange} and hands it to {@code then}, on the connection's thread,
   * or answers {@code M_TOO_LARGE}, decided while reading at the latest, or 408 where the body
   * stalls, or 429 where the bodies of all requests together leave no room for it; after these two
   * the connection is closed. What the body takes of {@code memory} the exchange gives back at its
   * end.
   */
  static void collect(
      Exchange exchange,
      GatewaySettings settings,
      Memory memory,
      ScheduledExecutorService timer,
      Consumer<byte[]> then) {
    long declared = exchange.request().getContentLengthLong();
    if (declared > settings.maxBodyBytes()) {
      exchange.answer(TOO_LARGE);
      return;
    }
    BodyCollector collector = new BodyCollector(exchange, settings, memory, timer, then);
    if (collector.take()) {
      if (collector.input.isFinished()) {
        collector.complete();
      } else {
        collector.await();
      }
    }
  }

  private void await() {
    exchange.suspend();
    try {
      if (exchange.request().requiresAcknowledgement()) {
        exchange.response().setStatus(HttpStatus.CONINTUE_100);
        exchange.response().sendAcknowledgement();
      }
    } catch (IOException e) {
      exchange.answer(TOO_SLOW);
      return;
    }
    watch();
    listen();
  }

  private void listen() {
    ConnectionState connection = exchange.connection();
    connection.setReading(true);
    input.notifyAvailable(this);
    if (connection.isReading()) {
      connection.enableReading();
      connection.releaseHeld();
    }
  }

  @Override
  public void onDataAvailable() {
    exchange.connection().setReading(false);
    if (!isOver() && take() && exchange.request().getRequest().isExpectContent()) {
      // Not from within this call: Grizzly would come back with the next chunk inside of it, one
      // call deeper for each of the chunks that a client has packed into one packet.
      exchange.runLater(
          () -> {
            if (!isOver()) {
              listen();
            }
          });
    }
  }

  @Override
  public void onAllDataRead() {
    exchange.connection().setReading(false);
    if (!isOver() && take()) {
      complete();
    }
  }

  /** The connection is closed, or the chunks were no chunks and Grizzly has answered that. */
  @Override
  public void onError(Throwable t) {
    if (!isOver()) {
      finish();
      exchange.connection().connection().closeSilently();
    }
  }

  private boolean isOver() {
    return isDone || !exchange.isOpen();
  }

  /** Lets go of the bytes at once, and not only when the timer comes by. */
  private void finish() {
    isDone = true;
    bytes = new byte[0];
    if (nextWatch != null) {
      nextWatch.cancel(false);
    }
  }

  private void complete() {
    byte[] body = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    finish();
    exchange.run(() -> then.accept(body));
  }

  /** Takes what has come in; false if that is more than a body may have. */
  private boolean take() {
    int available = input.readyData();
    if (available > settings.maxBodyBytes() - length) {
      finish();
      exchange.answer(TOO_LARGE);
      return false;
    }
    if (available > 0) {
      lastProgress = System.nanoTime();
      if (!makeRoom(available)) {
        finish();
        exchange.answer(Answer.of(NO_ROOM).asLast());
        return false;
      }
      // Taken away from Grizzly, not only read: see Exchange.detachInput().
      input.readBuffer().get(bytes, length, available);
      length += available;
    }
    return true;
  }

  /**
   * Grows with what has really come in, not with what the client announces; false if there is no
   * memory for it.
   */
  private boolean makeRoom(int available) {
    int needed = length + available;
    if (needed <= bytes.length) {
      return true;
    }
    int size = needed;
    if (!input.isFinished() || length > 0) {
      int doubled = Math.max(FIRST_BUFFER, 2 * bytes.length);
      size = Math.max(needed, Math.min(doubled, settings.maxBodyBytes()));
    }
    if (!memory.tryTake(size - bytes.length)) {
      return false;
    }
    exchange.addBodyBytes(size - bytes.length);
    bytes = Arrays.copyOf(bytes, size);
    return true;
  }

  private void watch() {
    long now = System.nanoTime();
    Duration stall = settings.bodyStallTimeout();
    long left = Math.min(deadline, lastProgress + stall.toNanos()) - now;
    if (left <= 0) {
      finish();
      exchange.answer(Answer.of(TOO_SLOW).asLast());
    } else {
      nextWatch =
          timer.schedule(
              () ->
                  exchange.runLater(
                      () -> {
                        if (!isOver()) {
                          watch();
                        }
                      }),
              left,
              TimeUnit.NANOSECONDS);
    }
  }
}
