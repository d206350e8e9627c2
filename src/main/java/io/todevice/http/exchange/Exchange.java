package io.todevice.http.exchange;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.http.call.RequestLifetime;
import io.todevice.http.error.ErrorEnvelope;
import io.todevice.http.error.ErrorTranslator;
import io.todevice.http.json.JsonText;
import io.todevice.http.route.RouteMatch;
import io.todevice.http.wire.BodyFault;
import io.todevice.http.wire.HttpConnection;
import io.todevice.http.wire.OutOfMemory;
import io.todevice.http.wire.Response;
import io.todevice.http.wire.ServedRequest;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.auth.AuthenticatedUser;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response: answered at once, or later and from any thread, or abandoned
 * because the client went away. It is answered once.
 */
public final class Exchange implements ServedRequest {

  /** Smaller responses are not counted: a connection has one of them at most. */
  private static final int COUNTED_BYTES = 16 << 10;

  private static final ErrorEnvelope TOO_LARGE = ErrorEnvelope.ofStatus(413);
  private static final ErrorEnvelope TOO_SLOW =
      ErrorEnvelope.ofHttp(408, "The request body did not arrive in time");
  private static final ErrorEnvelope BAD_CHUNKS =
      ErrorEnvelope.of(ErrorCode.M_UNKNOWN, "The chunks of the request body are not valid");
  private static final ErrorEnvelope NO_MEMORY =
      ErrorEnvelope.of(MatrixException.limitExceeded(Duration.ofSeconds(1)));

  private final Gateway gateway;
  private final HttpConnection connection;
  private final Request request;
  private final RequestLifetime lifetime = new RequestLifetime();
  private final long receivedNanos = System.nanoTime();
  private byte[] body = {};
  private Optional<DeviceAddress> device = Optional.empty();
  private Optional<RouteMatch.Operation> match = Optional.empty();
  private volatile @Nullable ObservedRequest observedRequest;
  private @Nullable BiConsumer<byte[], Boolean> bodyReceiver;

  Exchange(Gateway gateway, HttpConnection connection, Request request) {
    this.gateway = gateway;
    this.connection = connection;
    this.request = request;
  }

  /** The request. */
  public Request request() {
    return request;
  }

  HttpConnection connection() {
    return connection;
  }

  /** Tells when nobody waits for the response any more. */
  public RequestLifetime lifetime() {
    return lifetime;
  }

  /** The operation that the request is for, as soon as that is known. */
  void setMatch(RouteMatch.Operation found) {
    match = Optional.of(found);
  }

  /** Whom the request's token speaks for, as soon as that is known. */
  void setUser(AuthenticatedUser user) {
    device = user.device().map(AuthenticatedDevice::address);
    connection.setAuthenticated();
  }

  /** Whether the response is still owed. */
  public boolean isOpen() {
    return !lifetime.isOver();
  }

  @Override
  public void begin() {
    run(() -> gateway.route(this));
  }

  /**
   * Asks for the body. Where it can't be had, the exchange is answered with the reason.
   *
   * @param receiver is given the body, and whether it had to be waited for, on the connection's
   *     thread
   */
  void readBody(BiConsumer<byte[], Boolean> receiver) {
    bodyReceiver = receiver;
    connection.readBody();
  }

  @Override
  public void receiveBody(byte[] received, boolean isDelayed) {
    body = received;
    BiConsumer<byte[], Boolean> receiver = bodyReceiver;
    if (receiver != null) {
      run(() -> receiver.accept(received, isDelayed));
    }
  }

  @Override
  public void failBody(BodyFault fault) {
    answer(
        switch (fault) {
          case TOO_LARGE -> Responses.of(TOO_LARGE);
          case TOO_SLOW -> Responses.of(TOO_SLOW).asLast();
          case NO_MEMORY -> Responses.of(NO_MEMORY).asLast();
          case MALFORMED -> Responses.of(BAD_CHUNKS).asLast();
        });
  }

  @Override
  public void abandoned() {
    lifetime.abandon();
  }

  /** Runs a step of the request's processing; what it throws is the answer. */
  public void run(Runnable step) {
    try {
      step.run();
    } catch (Throwable t) { // Also errors: a selector thread must survive them.
      fail(t);
    }
  }

  /** Runs a step on the connection's thread, unless the request has been answered until then. */
  void runLater(Runnable step) {
    connection.execute(
        () -> {
          if (isOpen()) {
            run(step);
          }
        });
  }

  /** Answers with the error that belongs to what was thrown. */
  public void fail(Throwable thrown) {
    OutOfMemory.check(thrown);
    answer(ErrorTranslator.translate(thrown));
  }

  /** Answers with an error. */
  void answer(ErrorEnvelope error) {
    answer(Responses.of(error));
  }

  /**
   * Answers with status 200, if nobody has answered. Any thread.
   *
   * @param body makes the body, and asks before it takes memory for a long one; empty where it was
   *     refused
   */
  void answer(String mediaType, Function<IntPredicate, Optional<JsonText>> body) {
    AtomicBoolean isHeld = new AtomicBoolean();
    Optional<JsonText> made =
        body.apply(
            length -> {
              isHeld.set(connection.tryHold(length));
              return isHeld.get();
            });
    if (made.isEmpty()) {
      answer(NO_MEMORY);
      return;
    }
    try (JsonText text = made.get()) {
      answer(Responses.ok(mediaType, text), isHeld.get());
    }
  }

  /** Answers, if nobody has. Any thread. */
  public void answer(Response complete) {
    answer(complete, /* isHeldAlready= */ false);
  }

  private void answer(Response complete, boolean isHeldAlready) {
    if (!lifetime.complete()) {
      if (isHeldAlready) {
        connection.release(complete.length());
      }
      return;
    }
    boolean isCounted = !isHeldAlready && complete.length() >= COUNTED_BYTES;
    boolean isHeld = isHeldAlready || isCounted && connection.tryHold(complete.length());
    Response response = isCounted && !isHeld ? Responses.of(NO_MEMORY) : complete;
    gateway.observe(observer -> observer.observe(observed(response)));
    connection.respond(response, isHeld);
  }

  /** Shows the request to the observer: its operation is called now. */
  void observeArrival() {
    gateway.observe(observer -> observer.observeArrival(observedRequest()));
  }

  private ObservedRequest observedRequest() {
    ObservedRequest known = observedRequest;
    if (known == null) {
      known =
          new ObservedRequest(
              request.method(),
              request.path(),
              request.query(),
              request.fields(),
              body,
              match.map(found -> found.route().operation().operationId()),
              match.map(RouteMatch.Operation::values).orElse(List.of()),
              device,
              receivedNanos);
      observedRequest = known;
    }
    return known;
  }

  private ObservedExchange observed(Response response) {
    int length = request.method().equals("HEAD") ? 0 : response.length();
    return new ObservedExchange(
        observedRequest(),
        response.status(),
        response.findField("Content-Type").orElse(""),
        Arrays.copyOf(response.body(), length));
  }
}
