package io.todevice.http.exchange;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.http.auth.CallerResolver;
import io.todevice.http.call.Caller;
import io.todevice.http.error.ErrorEnvelope;
import io.todevice.http.route.FixedDocument;
import io.todevice.http.route.RouteMatch;
import io.todevice.http.route.Router;
import io.todevice.http.wire.HttpConnection;
import io.todevice.http.wire.RequestHandler;
import io.todevice.http.wire.RequestHead;
import io.todevice.http.wire.Response;
import io.todevice.http.wire.ServedRequest;
import io.todevice.service.auth.ApplicationServices;
import io.todevice.service.auth.AuthenticatedUser;
import io.todevice.service.auth.Authenticator;
import io.todevice.service.limits.ClientNetwork;
import io.todevice.service.limits.RequestLimiter;
import io.todevice.spec.model.ServedOperation;
import io.todevice.text.PercentCoding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every request goes through: cross-origin preflight (clause R2), routing (R1, S8, S9), the
 * caller (A1 to A4), the limit on requests (R3), the body (S6, S7), and then the implementation, on
 * a {@link Road}.
 *
 * <p>Safe for use by many threads; nothing in it blocks, and implementations must not either.
 */
public final class Gateway implements RequestHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private static final ErrorEnvelope UNRECOGNIZED = ErrorEnvelope.ofStatus(404);
  private static final ErrorEnvelope WRONG_METHOD = ErrorEnvelope.ofStatus(405);
  private static final ErrorEnvelope STOPPING = ErrorEnvelope.ofStatus(503);
  private static final ErrorEnvelope BAD_PARAMETER =
      ErrorEnvelope.of(ErrorCode.M_INVALID_PARAM, "A part of the path is not UTF-8");
  private static final ErrorEnvelope BAD_QUERY =
      ErrorEnvelope.of(ErrorCode.M_INVALID_PARAM, "The query is not UTF-8");
  private static final ErrorEnvelope ENCODED =
      ErrorEnvelope.of(
          ErrorCode.M_NOT_JSON, "The request body has a Content-Encoding; send it as plain JSON");

  private final Router router;
  private final ClientNetworks networks;
  private final CallerResolver callers;
  private final RequestLimiter limiter;
  private final Function<ServedOperation, Optional<RequestCheck>> checks;
  private final Road road;
  private final ExchangeObserver observer;
  private final Runnable onStopping;
  private volatile boolean isStopping;

  /**
   * A gateway.
   *
   * @param trustedProxies how many proxies every request comes through, each of which adds to
   *     {@code X-Forwarded-For}; 0 for none, and then the field means nothing
   * @param authenticator tells whom a token speaks for
   * @param services the application services, which act as users of theirs
   * @param limiter counts the requests
   * @param checks what requests of an operation are checked for before it is called
   * @param road how requests get to the implementations of the operations
   * @param observer is shown every request and its response
   * @param onStopping called when no more requests are let in: whoever lets requests wait answers
   *     them now (clause R6)
   */
  public Gateway(
      Router router,
      int trustedProxies,
      Authenticator authenticator,
      ApplicationServices services,
      RequestLimiter limiter,
      Function<ServedOperation, Optional<RequestCheck>> checks,
      Road road,
      ExchangeObserver observer,
      Runnable onStopping) {
    this.router = router;
    networks = new ClientNetworks(trustedProxies);
    callers = new CallerResolver(authenticator, services, router.anyToken());
    this.limiter = limiter;
    this.checks = checks;
    this.road = road;
    this.observer = observer;
    this.onStopping = onStopping;
  }

  /** Lets the observer see something; what it throws is logged. */
  void observe(Consumer<ExchangeObserver> event) {
    if (observer != ExchangeObserver.NONE) {
      try {
        event.accept(observer);
      } catch (RuntimeException e) {
        LOG.warn("An observer of the exchanges has failed", e);
      }
    }
  }

  @Override
  public List<Response.Field> commonFields() {
    return Responses.COMMON_FIELDS;
  }

  @Override
  public void start(ScheduledExecutorService timer) {
    road.start(timer);
  }

  @Override
  public void stopping() {
    isStopping = true;
    onStopping.run();
  }

  @Override
  public void stopped() {
    road.stop();
  }

  @Override
  public ServedRequest accept(HttpConnection connection, RequestHead head) {
    return new Exchange(this, connection, new Request(head));
  }

  @Override
  public Response reject(int status, String reason) {
    observe(observing -> observing.observeRefusal(status, reason));
    return Responses.of(ErrorEnvelope.ofHttp(status, reason));
  }

  /** Finds who serves a request, or answers it. */
  void route(Exchange exchange) {
    Request request = exchange.request();
    if (isStopping) {
      exchange.answer(Responses.of(STOPPING).asLast());
      return;
    } else if (request.method().equals("CONNECT")) {
      // What follows is not HTTP/1.1.
      exchange.answer(Responses.of(WRONG_METHOD).asLast());
      return;
    } else if (request.method().equals("OPTIONS")) {
      exchange.answer(Response.empty(204));
      return;
    }
    RouteMatch match = router.match(request.method(), request.path());
    if (match instanceof RouteMatch.Operation operation) {
      exchange.setMatch(operation);
      authenticate(exchange, operation);
    } else if (match instanceof FixedDocument document) {
      FixedDocument.Content content = document.content(request.headers("accept"));
      exchange.answer(Responses.ok(content.mediaType(), content.bytes()));
    } else if (match instanceof RouteMatch.BadParameter) {
      exchange.answer(BAD_PARAMETER);
    } else if (match instanceof RouteMatch.WrongMethod wrong) {
      exchange.answer(Responses.of(WRONG_METHOD, new Response.Field("Allow", wrong.allow())));
    } else if (road.hasOtherPaths() && request.path().startsWith("/")) {
      serveOther(exchange);
    } else {
      exchange.answer(UNRECOGNIZED);
    }
  }

  private void serveOther(Exchange exchange) {
    if (!PercentCoding.isDecodable(exchange.request().path())) {
      exchange.answer(BAD_PARAMETER);
    } else if (isAdmitted(exchange, Caller.ANONYMOUS)) {
      exchange.readBody((body, isDelayed) -> road.serveOther(exchange, body));
    }
  }

  private void authenticate(Exchange exchange, RouteMatch.Operation match) {
    resolve(exchange, match, caller -> call(exchange, match, caller));
  }

  private void resolve(Exchange exchange, RouteMatch.Operation match, Consumer<Caller> then) {
    CompletableFuture<Caller> caller =
        callers
            .resolve(match.route().extractor(), exchange.request(), () -> network(exchange))
            .toCompletableFuture();
    if (caller.isDone()) {
      then.accept(caller.join());
    } else {
      caller.whenComplete((found, fault) -> exchange.runLater(() -> then.accept(caller.join())));
    }
  }

  private void call(Exchange exchange, RouteMatch.Operation match, Caller caller) {
    if (!isAdmitted(exchange, caller)) {
      return;
    }
    boolean hasBody = match.route().operation().hasRequestBody();
    if (hasBody && isEncoded(exchange.request())) {
      exchange.answer(ENCODED);
      return;
    }
    // A body that nobody has asked for is read too: the next request stands behind it.
    exchange.readBody(
        (body, isDelayed) -> {
          byte[] wanted = hasBody ? body : new byte[0];
          if (isDelayed) {
            // While the body was awaited the session may have ended (clauses A5, F4).
            resolve(exchange, match, now -> enter(exchange, match, now, wanted));
          } else {
            enter(exchange, match, caller, wanted);
          }
        });
  }

  private void enter(Exchange exchange, RouteMatch.Operation match, Caller caller, byte[] body) {
    Request request = exchange.request();
    Optional<RequestCheck> check = checks.apply(match.route().operation());
    if (check.isPresent()) {
      check.get().check(match.segments(), request.query(), request::headers, body);
    }
    exchange.observeArrival();
    road.serve(exchange, match, caller.from(() -> network(exchange)), body);
  }

  /** Here, so that neither a body is read nor a transaction begun for one request too many. */
  private boolean isAdmitted(Exchange exchange, Caller caller) {
    caller.user().ifPresent(exchange::setUser);
    Optional<Duration> wait =
        caller.isRateLimited()
            ? limiter.admit(
                caller.user().map(AuthenticatedUser::requester), () -> network(exchange))
            : Optional.empty();
    if (wait.isPresent()) {
      exchange.answer(ErrorEnvelope.of(MatrixException.limitExceeded(wait.get())));
    } else if (!PercentCoding.isDecodable(exchange.request().query())) {
      exchange.answer(BAD_QUERY);
    }
    return exchange.isOpen();
  }

  private ClientNetwork network(Exchange exchange) {
    return networks.of(exchange.connection().peerAddress(), exchange.request());
  }

  private static boolean isEncoded(Request request) {
    for (String coding : request.headers("content-encoding")) {
      if (!coding.isEmpty() && !coding.equalsIgnoreCase("identity")) {
        return true;
      }
    }
    return false;
  }
}
