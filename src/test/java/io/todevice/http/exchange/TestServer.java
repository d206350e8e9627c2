package io.todevice.http.exchange;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.UserId;
import io.todevice.http.jersey.JerseyRoad;
import io.todevice.http.json.JsonMappers;
import io.todevice.http.json.JsonReader;
import io.todevice.http.json.JsonWriter;
import io.todevice.http.route.FixedDocument;
import io.todevice.http.route.Router;
import io.todevice.http.wire.HttpServer;
import io.todevice.http.wire.ListenerSettings;
import io.todevice.http.wire.MessageLimits;
import io.todevice.service.auth.ApplicationServices;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.auth.Authentication;
import io.todevice.service.limits.RequestLimiter;
import io.todevice.spec.model.ServedOperation;
import io.todevice.spec.model.TokenLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A gateway with the tests' resource, on a port of its own. */
final class TestServer implements AutoCloseable {

  /** How the implementations are called. */
  enum Mode {
    /** The bindings are called straight away. */
    DIRECT,
    /** Every request goes through the pipeline of an application of JAX-RS. */
    PIPELINE
  }

  static final String V3 = "/_matrix/client/v3";
  static final MessageLimits LIMITS =
      new MessageLimits(
          8192,
          10_000,
          100_000,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60));

  private static final Set<TokenLocation> HEADER = Set.of(new TokenLocation.Bearer());
  private static final Set<TokenLocation> QUERY = Set.of(new TokenLocation.Query("access_token"));
  private static final List<Set<TokenLocation>> NEEDED = List.of(HEADER, QUERY);

  static final List<ServedOperation> OPERATIONS =
      List.of(
          operation("PUT", "/echo/{first}/{second}", NEEDED, true),
          operation("DELETE", "/echo/{first}/{second}", NEEDED, false),
          operation("GET", "/query", List.of(), false),
          operation("GET", "/whoami", List.of(HEADER), false),
          operation("GET", "/maybe", List.of(HEADER, Set.of()), false),
          operation("POST", "/model", List.of(), true),
          operation("GET", "/wait/{name}", NEEDED, false),
          operation("GET", "/fail/{how}", List.of(), false),
          operation("GET", "/big/{bytes}", List.of(), false),
          operation("POST", "/text", List.of(), true),
          operation("POST", "/bytes", List.of(), true),
          operation("GET", "/rules/", List.of(), false),
          operation("GET", "/public", List.of(), false));

  final TestResource resource = new TestResource();
  final HttpServer server;
  final Road road;

  TestServer(Mode mode) {
    this(mode, LIMITS, Duration.ofSeconds(10), () -> {});
  }

  TestServer(Mode mode, ExchangeObserver observer) {
    this(mode, listener(LIMITS, Duration.ofSeconds(10)), () -> {}, observer);
  }

  TestServer(Mode mode, MessageLimits limits, Duration grace, Runnable onStopping) {
    this(mode, listener(limits, grace), onStopping, ExchangeObserver.NONE);
  }

  TestServer(Mode mode, ListenerSettings listener, Runnable onStopping, ExchangeObserver observer) {
    JsonMapper mapper = JsonMappers.create();
    Bindings bindings =
        new Bindings(TestApi.bind(resource), new JsonReader(mapper), new JsonWriter(mapper));
    FixedDocument document =
        new FixedDocument(
            "/openapi.yaml",
            "application/yaml",
            "openapi: 3.1.0\n".getBytes(StandardCharsets.UTF_8));
    road =
        mode == Mode.PIPELINE
            ? new JerseyRoad(TestApplication.create(), OPERATIONS, bindings)
            : new DirectRoad(OPERATIONS, bindings);
    server =
        new HttpServer(
            listener,
            new Gateway(
                new Router(OPERATIONS, List.of(document), Map.of("/r0", V3)),
                0,
                TestServer::authenticate,
                ApplicationServices.NONE,
                RequestLimiter.NONE,
                operation -> Optional.empty(),
                road,
                observer,
                onStopping));
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ListenerSettings listener(MessageLimits limits, Duration grace) {
    return new ListenerSettings("127.0.0.1", 0, 2, 10_000, grace, limits);
  }

  int port() {
    return server.port();
  }

  String uri() {
    return "http://127.0.0.1:" + port();
  }

  /** A connection to it. */
  RawConnection connect() {
    return new RawConnection(port());
  }

  @Override
  public void close() {
    server.close();
  }

  /** Knows {@code good}, {@code old} and, a moment later, {@code slow}. */
  static CompletionStage<Authentication> authenticate(AccessToken token) {
    Authentication accepted =
        new Authentication.Accepted(
            new AuthenticatedDevice(
                new DeviceIncarnation(
                    new DeviceAddress(new UserId("@alice:example.org"), new DeviceId("PHONE")), 1),
                token),
            Optional.empty());
    return switch (token.value()) {
      case "good" -> CompletableFuture.completedStage(accepted);
      case "slow" ->
          new CompletableFuture<Authentication>()
              .completeOnTimeout(accepted, 50, TimeUnit.MILLISECONDS);
      case "old" -> CompletableFuture.completedStage(new Authentication.Expired());
      case "broken" -> CompletableFuture.failedStage(new IllegalStateException("secret"));
      case "slowly-broken" ->
          CompletableFuture.supplyAsync(
              () -> {
                throw new IllegalStateException("secret");
              });
      default -> CompletableFuture.completedStage(new Authentication.Unknown());
    };
  }

  private static ServedOperation operation(
      String method, String path, List<Set<TokenLocation>> security, boolean hasBody) {
    return new ServedOperation(method + path, method, V3 + path, security, hasBody);
  }
}
