package io.todevice.http.gateway;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.http.auth.CallerResolver;
import io.todevice.http.call.Caller;
import io.todevice.http.error.ErrorEnvelope;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.auth.Authenticator;
import io.todevice.service.limits.RequestLimiter;
import io.todevice.spec.model.ServedOperation;
import io.todevice.text.PercentCoding;
import java.time.Duration;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * What every request goes through: framing, cross-origin preflight (clause R2), routing (R1, S8,
 * S9), the caller (A1 to A4), the limit on requests (R3), the body (S6, S7), and then the
 * implementation.
 *
 * <p>The operations are called through their {@linkplain Bindings bindings}; with an application of
 * JAX-RS, through its filters and interceptors, too.
 *
 * <p>Safe for use by many threads; nothing in it blocks, and resource methods must not either.
 */
public final class Gateway extends HttpHandler {

  private static final ErrorEnvelope UNRECOGNIZED = ErrorEnvelope.ofStatus(404);
  private static final ErrorEnvelope WRONG_METHOD = ErrorEnvelope.ofStatus(405);
  private static final ErrorEnvelope STOPPING = ErrorEnvelope.ofStatus(503);
  private static final ErrorEnvelope BAD_PARAMETER =
      ErrorEnvelope.of(ErrorCode.M_INVALID_PARAM, "A part of the path is no UTF-8");
  private static final ErrorEnvelope BAD_QUERY =
      ErrorEnvelope.of(ErrorCode.M_INVALID_PARAM, "The query is no UTF-8");
  private static final ErrorEnvelope ENCODED =
      ErrorEnvelope.of(
          ErrorCode.M_NOT_JSON, "The request body has a Content-Encoding; send it as plain JSON");

  private final GatewaySettings settings;
  private final ExchangeObserver observer;
  private final Router router;
  private final CallerResolver callers;
  private final RequestLimiter limiter;
  private final ClientNetworks networks;
  private final Memory bodies;
  private final Map<ServedOperation, RequestCheck> checks = new IdentityHashMap<>();
  private final Road road;
  private final ScheduledThreadPoolExecutor timer;
  private final ActiveRequests active = new ActiveRequests();

  /**
   * A gateway.
   *
   * @param operations what the assembled document serves
   * @param documents what is served besides
   * @param authenticator tells whom a token speaks for
   * @param limiter counts the requests
   * @param bindings the implementations of the operations
   * @param application filters, interceptors and resources of an application's own, through whose
   *     pipeline every request goes; empty if there are none
   * @param observer is shown every request and its answer
   * @param checks what requests of an operation are checked for before it is called
   * @throws IllegalArgumentException if two operations have the same method and path, or one has no
   *     binding
   */
  public Gateway(
      GatewaySettings settings,
      Collection<ServedOperation> operations,
      Collection<FixedDocument> documents,
      Authenticator authenticator,
      RequestLimiter limiter,
      Bindings bindings,
      Optional<ResourceConfig> application,
      ExchangeObserver observer,
      Function<ServedOperation, Optional<RequestCheck>> checks) {
    this.settings = settings;
    this.observer = observer;
    List<ServedOperation> served = List.copyOf(operations);
    router = new Router(served, documents, settings.pathAliases());
    callers = new CallerResolver(authenticator);
    this.limiter = limiter;
    bodies = Memory.ofHeap(settings.maxBodyBytes());
    networks = new ClientNetworks(settings.trustedProxies());
    timer = new ScheduledThreadPoolExecutor(1, Gateway::timerThread);
    timer.setRemoveOnCancelPolicy(true);
    bindings.requireAll(served);
    road =
        application.isPresent()
            ? new JerseyRoad(application.get(), served, bindings, timer)
            : new DirectRoad(bindings);
    served.forEach(
        operation -> checks.apply(operation).ifPresent(check -> this.checks.put(operation, check)));
  }

  private static Thread timerThread(Runnable task) {
    Thread thread = new Thread(task, "http-timer");
    thread.setDaemon(true);
    return thread;
  }

  GatewaySettings settings() {
    return settings;
  }

  /** How the requests get to the implementations. */
  Road road() {
    return road;
  }

  Memory bodies() {
    return bodies;
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  ActiveRequests active() {
    return active;
  }

  @Override
  public void start() {
    road.start();
  }

  @Override
  public void destroy() {
    road.stop();
    timer.shutdownNow();
  }

  @Override
  public void service(Request request, Response response) {
    if (active.tryEnter()) {
      Exchange exchange = new Exchange(request, response, settings, observer, this::end);
      exchange.run(() -> admit(exchange));
    } else {
      new Exchange(request, response, settings, observer, ended -> {})
          .answer(Answer.of(STOPPING).asLast());
    }
  }

  /** Not here: {@code 100 Continue} is sent when the body is wanted, if it is. */
  @Override
  protected boolean sendAcknowledgment(Request request, Response response) {
    return true;
  }

  /** No request line has a space in its path, so Grizzly never cuts a session ID out of one. */
  @Override
  protected String getSessionCookieName() {
    return " ";
  }

  private void admit(Exchange exchange) {
    HttpRequestPacket packet = exchange.request().getRequest();
    Optional<String> fault = Framing.findFault(packet);
    if (fault.isPresent()) {
      exchange.answer(Answer.of(ErrorEnvelope.of(ErrorCode.M_UNKNOWN, fault.get())).asLast());
      return;
    }
    if (packet.getMethod() == Method.CONNECT || packet.getMethod() == Method.PRI) {
      // What follows is no HTTP/1.1.
      exchange.answer(Answer.of(WRONG_METHOD).asLast());
      return;
    }
    RequestLine line = RequestLine.of(packet);
    if (line.method().equals("OPTIONS")) {
      exchange.answer(Answer.empty(204));
      return;
    }
    RouteMatch match = router.match(line.method(), line.path());
    if (match instanceof RouteMatch.Operation operation) {
      authenticate(exchange, line, operation);
    } else if (match instanceof RouteMatch.Document document) {
      exchange.answer(Answer.of(document.document()));
    } else if (match instanceof RouteMatch.BadParameter) {
      exchange.answer(BAD_PARAMETER);
    } else if (match instanceof RouteMatch.WrongMethod wrong) {
      exchange.answer(Answer.of(WRONG_METHOD, new Answer.Field("Allow", wrong.allow())));
    } else if (road.hasOtherPaths() && line.path().startsWith("/")) {
      serveOther(exchange, line);
    } else {
      exchange.answer(UNRECOGNIZED);
    }
  }

  private void serveOther(Exchange exchange, RequestLine line) {
    if (!PercentCoding.isDecodable(line.path())) {
      exchange.answer(BAD_PARAMETER);
    } else if (isAdmitted(exchange, line, Caller.ANONYMOUS)) {
      collectBody(exchange, body -> road.serveOther(exchange, line, body));
    }
  }

  private void authenticate(Exchange exchange, RequestLine line, RouteMatch.Operation match) {
    resolve(exchange, line, match, caller -> call(exchange, line, match, caller));
  }

  private void resolve(
      Exchange exchange, RequestLine line, RouteMatch.Operation match, Consumer<Caller> then) {
    CompletableFuture<Caller> caller =
        callers.resolve(match.route().extractor(), line).toCompletableFuture();
    if (caller.isDone()) {
      then.accept(caller.join());
    } else {
      exchange.suspend();
      caller.whenComplete((found, fault) -> exchange.runLater(() -> then.accept(caller.join())));
    }
  }

  private void call(
      Exchange exchange, RequestLine line, RouteMatch.Operation match, Caller caller) {
    if (!isAdmitted(exchange, line, caller)) {
      return;
    }
    boolean hasBody = match.route().operation().hasRequestBody();
    if (hasBody && isEncoded(exchange.request())) {
      exchange.answer(ENCODED);
      return;
    }
    collectBody(
        exchange,
        body -> {
          byte[] wanted = hasBody ? body : new byte[0];
          if (exchange.isSuspended()) {
            // While the body was awaited the session may have ended (clauses A5, F4).
            resolve(exchange, line, match, now -> enter(exchange, line, match, now, wanted));
          } else {
            enter(exchange, line, match, caller, wanted);
          }
        });
  }

  private void enter(
      Exchange exchange, RequestLine line, RouteMatch.Operation match, Caller caller, byte[] body) {
    RequestCheck check = checks.get(match.route().operation());
    if (check != null) {
      check.check(match.segments(), line.query(), line::headers, body);
    }
    Caller located = caller.from(() -> networks.of(exchange.connection().connection(), line));
    road.serve(exchange, line, match, located, body);
  }

  /** Here, so that neither a body is read nor a transaction begun for one request too many. */
  private boolean isAdmitted(Exchange exchange, RequestLine line, Caller caller) {
    Optional<DeviceAddress> device = caller.device().map(AuthenticatedDevice::address);
    exchange.setDevice(device);
    Optional<Duration> wait =
        limiter.admit(device, () -> networks.of(exchange.connection().connection(), line));
    if (wait.isPresent()) {
      exchange.answer(ErrorEnvelope.of(MatrixException.limitExceeded(wait.get())));
    } else if (!PercentCoding.isDecodable(line.query())) {
      exchange.answer(BAD_QUERY);
    }
    return exchange.isOpen();
  }

  private void collectBody(Exchange exchange, Consumer<byte[]> then) {
    // A body that nobody has asked for is collected too, so that the next request can be read.
    BodyCollector.collect(
        exchange,
        settings,
        bodies,
        timer,
        body -> {
          exchange.setRequestBody(body);
          then.accept(body);
        });
  }

  private static boolean isEncoded(Request request) {
    String coding = request.getHeader(Header.ContentEncoding);
    return coding != null && !coding.isBlank() && !coding.equalsIgnoreCase("identity");
  }

  private void end(Exchange exchange) {
    active.leave();
    bodies.giveBack(exchange.bodyMemory());
    if (exchange.isBodyIncomplete() && !exchange.connection().isRefused()) {
      limitDrain(exchange.connection());
    }
  }

  /** Grizzly reads the rest of the body and throws it away; but not for as long as it likes. */
  private void limitDrain(ConnectionState connection) {
    connection.limitDrain(
        timer.schedule(
            connection::terminate, settings.bodyTimeout().toNanos(), TimeUnit.NANOSECONDS));
  }
}
