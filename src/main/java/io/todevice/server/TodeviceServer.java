package io.todevice.server;

import io.todevice.admin.AdminEndpoint;
import io.todevice.config.ServerConfig;
import io.todevice.http.DocumentConstraints;
import io.todevice.http.exchange.Bindings;
import io.todevice.http.exchange.DirectRoad;
import io.todevice.http.exchange.ExchangeObserver;
import io.todevice.http.exchange.Gateway;
import io.todevice.http.exchange.Road;
import io.todevice.http.jersey.JerseyRoad;
import io.todevice.http.route.FixedDocument;
import io.todevice.http.route.Router;
import io.todevice.http.wire.HttpServer;
import io.todevice.http.wire.ListenerSettings;
import io.todevice.http.wire.MessageLimits;
import io.todevice.http.wire.RequestHandler;
import io.todevice.settings.RequestLimits;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.Settings;
import io.todevice.spec.model.ServedOperation;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.store.Store;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * A running send-to-device server. Safe for use by many threads.
 *
 * <p>Closing it is graceful (clause R6): it accepts nothing more, answers the waiting syncs,
 * finishes the requests that it has accepted, and closes.
 */
public final class TodeviceServer implements RunningServer {

  /**
   * How much of a body that is refused is still read, so that the client gets to see the answer.
   */
  private static final long MAX_DRAINED_BYTES = 8L << 20;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ServerConfig config;
  private final Embedding embedding;
  private final Optional<StrictMode> strict;
  private final Optional<FaultMode> faults;
  private final BuiltDocument document;
  private final Router router;
  private final ServiceThreads threads;
  private final CurrentGateway gateway;
  private final Housekeeping housekeeping;
  private final ListenerSettings listener;
  private final HttpServer http;
  private volatile Backend backend;
  private volatile Optional<AdminEndpoint> admin = Optional.empty();

  private TodeviceServer(
      ServerConfig config, Embedding embedding, Store store, Optional<StrictMode> strict) {
    this.config = config;
    this.embedding = embedding;
    this.strict = strict;
    document = BuiltDocument.get();
    SpecificationDocument specification = document.specification;
    router =
        new Router(
            specification.operations(), documents(embedding), specification.basePathAliases());
    threads = new ServiceThreads(config, embedding);
    backend = newBackend(store);
    gateway = new CurrentGateway(backend.gateway);
    faults = FaultMode.of(config, this::store, strict.map(StrictMode::pages));
    listener = listenerSettings(faults.isPresent() ? FaultMode.behindProxy(config) : config);
    http = new HttpServer(listener, gateway);
    housekeeping = new Housekeeping(() -> backend.store.messages(), this::counters);
  }

  private Backend newBackend(Store store) {
    Services services = new Services(config, store, embedding, threads);
    DocumentConstraints checks =
        new DocumentConstraints(document.constraints, services.sessions.loginTypes());
    Bindings bindings =
        Resources.of(
            services,
            document.specification,
            document.capabilities,
            checks,
            config.settings().getInt(RequestLimits.MAX_CONTENT_SIZE),
            config.settings().find(ServerSettings.PUBLIC_BASE_URL));
    return new Backend(
        store,
        services,
        observer(config, embedding, strict),
        observer ->
            new Gateway(
                router,
                config.get(RequestLimits.TRUSTED_PROXIES),
                services.authenticator(),
                services.applications,
                services.limiter,
                checks::find,
                road(embedding.application(), document.specification.operations(), bindings),
                observer,
                () -> services.sync.stop()));
  }

  /**
   * Starts a server.
   *
   * @throws IOException if it cannot listen where it is told to
   */
  public static TodeviceServer start(ServerConfig config) throws IOException {
    return start(config, Embedding.NONE);
  }

  /**
   * Starts a server in another program.
   *
   * @throws IOException if it cannot listen where it is told to
   * @throws io.todevice.config.ConfigException if its store or its tokens can't be used
   */
  public static TodeviceServer start(ServerConfig config, Embedding embedding) throws IOException {
    Store store = Stores.open(config.settings(), embedding);
    Optional<StrictMode> strict = Optional.empty();
    TodeviceServer server;
    try {
      strict = startStrict(config);
      server = new TodeviceServer(config, embedding, store, strict);
    } catch (RuntimeException e) {
      strict.ifPresent(StrictMode::abandon);
      store.close();
      throw e;
    }
    try {
      server.listen();
      return server;
    } catch (IOException | RuntimeException e) {
      strict.ifPresent(StrictMode::abandon);
      server.close();
      throw e;
    }
  }

  private void listen() throws IOException {
    Optional<RequestHandler> pages =
        faults.map(FaultMode::admin).or(() -> strict.map(StrictMode::pages));
    if (pages.isPresent()) {
      admin = Optional.of(AdminPort.open(config, pages.get()));
    }
    http.start();
    if (faults.isPresent()) {
      faults.get().start(http.port());
    }
  }

  private static Optional<StrictMode> startStrict(ServerConfig config) {
    return config.get(ServerSettings.STRICT)
        ? Optional.of(StrictMode.start(config.settings(), InstantSource.system()))
        : Optional.empty();
  }

  private static ExchangeObserver observer(
      ServerConfig config, Embedding embedding, Optional<StrictMode> strict) {
    ExchangeObserver observer =
        strict.isEmpty() ? embedding.observer() : strict.get().and(embedding.observer());
    return config.get(ServerSettings.LOG_REQUESTS) ? new RequestLog().and(observer) : observer;
  }

  @Override
  public InetSocketAddress address() {
    return faults
        .map(FaultMode::address)
        .orElseGet(() -> new InetSocketAddress(listener.host(), http.port()));
  }

  /** The base URL for a client on the address that the server is bound to. */
  public String baseUrl() {
    return "http://" + config.listen().withPort(address().getPort()).authority();
  }

  @Override
  public String storeDescription() {
    return backend.store.description();
  }

  @Override
  public String specificationRevision() {
    return document.specification.revision();
  }

  @Override
  public boolean isDurable() {
    return backend.store.isDurable();
  }

  @Override
  public Optional<InetSocketAddress> adminAddress() {
    return admin.map(AdminEndpoint::address);
  }

  @Override
  public String closingReport() {
    return strict.map(StrictMode::summary).orElse("");
  }

  /** How many syncs are waiting for a message. */
  public int waitingSyncs() {
    return backend.services.sync.waiting();
  }

  /** What its limits have done since it was started. */
  public Counters counters() {
    Backend now = backend;
    return now.services.counters(now.store.statistics());
  }

  /** What it keeps everything in, until the next {@link #reset}. */
  public Store store() {
    return backend.store;
  }

  /**
   * Forgets everything that it keeps, in one step: each request sees all of it or none. Syncs that
   * wait are answered; a token from before is unknown. For tests, which then need no new server.
   *
   * @throws IllegalStateException if it has been closed, if what it keeps survives a restart, or if
   *     the program that embeds it brought an application
   */
  public synchronized void reset() {
    if (isDurable() || embedding.application().isPresent()) {
      throw new IllegalStateException(
          isDurable()
              ? "a durable store is not reset"
              : "a server with an application is not reset");
    }
    Backend last = backend;
    Backend next = newBackend(Stores.open(config.settings(), embedding));
    gateway.replace(next.gateway);
    backend = next;
    last.retire();
  }

  @Override
  public void close() {
    http.close();
    faults.ifPresent(FaultMode::close);
    housekeeping.close();
    threads.close();
    backend.close();
    strict.ifPresent(StrictMode::close);
    admin.ifPresent(AdminEndpoint::close);
    stopped.countDown();
  }

  @Override
  public void awaitStopped() throws InterruptedException {
    stopped.await();
  }

  /** The root is an application's own, if there is one. */
  private List<FixedDocument> documents(Embedding embedding) {
    List<FixedDocument> documents = new ArrayList<>(SpecificationFiles.list());
    if (embedding.application().isEmpty()) {
      documents.add(RootPage.of(BuiltDocument.get().specification.revision()));
    }
    return documents;
  }

  private static Road road(
      Optional<ResourceConfig> application, List<ServedOperation> operations, Bindings bindings) {
    return application.isPresent()
        ? new JerseyRoad(application.get(), operations, bindings)
        : new DirectRoad(operations, bindings);
  }

  private static ListenerSettings listenerSettings(ServerConfig config) {
    Settings settings = config.settings();
    return new ListenerSettings(
        config.listen().host(),
        config.listen().port(),
        Runtime.getRuntime().availableProcessors(),
        settings.get(RequestLimits.MAX_CONNECTIONS),
        settings.get(RequestLimits.SHUTDOWN_GRACE),
        messageLimits(settings));
  }

  /** How long requests may be, and how long clients may take. */
  static MessageLimits messageLimits(Settings settings) {
    return new MessageLimits(
        settings.getInt(RequestLimits.MAX_HEADER_SIZE),
        settings.getInt(RequestLimits.MAX_REQUEST_SIZE),
        MAX_DRAINED_BYTES,
        settings.get(RequestLimits.BODY_STALL_TIMEOUT),
        settings.get(RequestLimits.BODY_TIMEOUT),
        settings.get(RequestLimits.IDLE_TIMEOUT));
  }
}
