package io.todevice.http.gateway;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.MatrixException;
import io.todevice.http.call.RequestLifetime;
import io.todevice.http.error.ErrorEnvelope;
import io.todevice.http.error.ErrorTranslator;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteHandler;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.io.OutputBuffer;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.server.Response.SuspendedContextImpl;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.http.util.MimeHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its answer, as far as Grizzly is concerned: answered while Grizzly's call lasts,
 * or suspended and answered later from any thread, or abandoned because the client went away. An
 * answer is written exactly once, on the connection's own thread and without blocking it.
 */
final class Exchange {

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private static final int TOO_MANY_REQUESTS = 429;

  /** Smaller answers are not counted: they fit into what every connection may hold. */
  private static final int COUNTED_BYTES = 16 << 10;

  private static final ErrorEnvelope NO_MEMORY =
      ErrorEnvelope.of(MatrixException.limitExceeded(Duration.ofSeconds(1)));

  private enum State {
    OPEN,
    ANSWERED,
    ABANDONED
  }

  private final Request request;
  private final Response response;
  private final ConnectionState connection;
  private final GatewaySettings settings;
  private final ExchangeObserver observer;
  private final Consumer<Exchange> onEnd;
  private final RequestLifetime lifetime = new RequestLifetime();
  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
  private final long receivedNanos = System.nanoTime();
  private byte[] requestBody = {};
  private Optional<DeviceAddress> device = Optional.empty();
  private int bodyMemory;
  private boolean isSuspended;

  /**
   * An exchange.
   *
   * @param observer is shown it when it is answered
   * @param onEnd is told once, when it is answered or abandoned
   */
  Exchange(
      Request request,
      Response response,
      GatewaySettings settings,
      ExchangeObserver observer,
      Consumer<Exchange> onEnd) {
    this.settings = settings;
    this.observer = observer;
    this.request = request;
    this.response = response;
    this.onEnd = onEnd;
    connection = ConnectionState.of(request.getContext().getConnection());
    connection.beginRequest();
  }

  Request request() {
    return request;
  }

  Response response() {
    return response;
  }

  ConnectionState connection() {
    return connection;
  }

  RequestLifetime lifetime() {
    return lifetime;
  }

  /** The body, as soon as it has been read. */
  void setRequestBody(byte[] body) {
    requestBody = body;
  }

  /** Whom the request's token speaks for, as soon as that is known. */
  void setDevice(Optional<DeviceAddress> found) {
    device = found;
    if (found.isPresent()) {
      connection.setAuthenticated();
    }
  }

  /** The body has taken up so many bytes more. */
  void addBodyBytes(int bytes) {
    bodyMemory += bytes;
  }

  /** How many bytes the body takes up. */
  int bodyMemory() {
    return bodyMemory;
  }

  /** Whether the client has not sent all of the body yet. */
  boolean isBodyIncomplete() {
    return request.getRequest().isExpectContent();
  }

  /** Whether the answer is still owed. */
  boolean isOpen() {
    return state.get() == State.OPEN;
  }

  /**
   * From now on the answer may come after Grizzly's call has returned. The first time, to be called
   * during that call, on its thread.
   */
  void suspend() {
    if (isSuspended) {
      return;
    }
    isSuspended = true;
    connection.beginWaiting();
    response.suspend(
        -1,
        TimeUnit.MILLISECONDS,
        new EmptyCompletionHandler<>() {
          @Override
          public void cancelled() {
            abandon();
          }
        });
  }

  /** Whether the request had to wait for something. */
  boolean isSuspended() {
    return isSuspended;
  }

  /** Runs a step of the request's processing; what it throws is the answer. */
  void run(Runnable step) {
    try {
      step.run();
    } catch (Throwable t) { // Also errors: a selector thread must survive them.
      fail(t);
    }
  }

  /** Runs a step on the connection's thread, unless the request has been abandoned until then. */
  void runLater(Runnable step) {
    connection.execute(
        () -> {
          if (isOpen()) {
            run(step);
          }
        });
  }

  /** Answers with the error that belongs to what was thrown. */
  void fail(Throwable thrown) {
    OutOfMemory.check(thrown);
    answer(ErrorTranslator.translate(thrown));
  }

  /** Answers with an error. */
  void answer(ErrorEnvelope error) {
    answer(Answer.of(error));
  }

  /** Answers, if nobody has. May be called from any thread once the exchange is suspended. */
  void answer(Answer answer) {
    if (isSuspended) {
      connection.execute(() -> write(answer));
    } else {
      write(answer);
    }
  }

  private void write(Answer complete) {
    if (!state.compareAndSet(State.OPEN, State.ANSWERED)) {
      return;
    }
    connection.endRequest();
    Answer affordable =
        complete.length() < COUNTED_BYTES || connection.holdAnswer(complete.length())
            ? complete
            : Answer.of(NO_MEMORY);
    // More of a body to come than is read in vain: Grizzly would close, but not say so.
    Answer answer =
        isBodyIncomplete() && request.getContentLengthLong() > settings.maxDrainedBytes()
            ? affordable.asLast()
            : affordable;
    show(answer);
    try {
      writeHead(answer);
      OutputBuffer output = response.getOutputBuffer();
      if (output.canWrite()) {
        answer.writeTo(output);
      } else {
        // The client has not yet taken what it was sent before.
        suspend();
        output.notifyCanWrite(
            new WriteHandler() {
              @Override
              public void onWritePossible() throws IOException {
                answer.writeTo(output);
                end(answer);
              }

              @Override
              public void onError(Throwable t) {
                end(answer.asLast());
              }
            });
        return;
      }
    } catch (IOException e) {
      LOG.debug("The client can't be answered", e);
    }
    end(answer);
  }

  private void show(Answer answer) {
    if (observer != ExchangeObserver.NONE) {
      try {
        observer.observe(
            RequestLine.of(request.getRequest())
                .observed(requestBody, answer, device, receivedNanos));
      } catch (RuntimeException e) {
        LOG.warn("An observer of the exchanges has failed", e);
      }
    }
  }

  private void writeHead(Answer answer) {
    HttpResponsePacket packet = response.getResponse();
    response.setStatus(answer.status());
    if (answer.status() == TOO_MANY_REQUESTS) {
      // Grizzly has no name for it.
      packet.setReasonPhrase("Too Many Requests");
    }
    MimeHeaders headers = packet.getHeaders();
    CommonFields.addTo(headers);
    for (int i = 0; i < answer.fields().size(); i++) {
      Answer.Field field = answer.fields().get(i);
      headers.addValue(field.name()).setString(field.value());
    }
    packet.setContentLengthLong(answer.length());
    boolean isKept = packet.getProcessingState().isKeepAlive() && !answer.isLast();
    connection.keepOpen(isKept);
    if (!isKept) {
      headers.addValue(Header.Connection).setString("close");
    } else if (request.getProtocol() == Protocol.HTTP_1_0) {
      headers.addValue(Header.Connection).setString("keep-alive");
    }
  }

  private void end(Answer answer) {
    if (answer.isLast()) {
      connection.refuse();
    }
    lifetime.complete();
    onEnd.accept(this);
    detachInput();
    if (answer.isLast()) {
      connection.execute(connection.connection()::closeSilently);
    }
    if (isSuspended) {
      resume();
    }
  }

  /**
   * Keeps Grizzly from giving what it has read back to its pool: a body of known length shares its
   * memory with the request behind it (FixedLengthTransferEncoding), which the next answer would
   * then be written over.
   */
  private void detachInput() {
    request.getInputBuffer().readBuffer();
  }

  private void resume() {
    connection.endWaiting();
    FilterChainContext context = request.getContext();
    // Not Response.resume(): it goes on with a context that a closed connection has released.
    if (((SuspendedContextImpl) response.getSuspendContext()).markResumed()) {
      context.resume();
    }
    connection.enableReading();
    connection.releaseHeld();
  }

  private void abandon() {
    if (state.compareAndSet(State.OPEN, State.ABANDONED)) {
      lifetime.abandon();
      onEnd.accept(this);
    }
  }
}
