package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.api.SyncApi;
import io.todevice.http.ServerResource;
import io.todevice.http.call.Call;
import io.todevice.http.call.Caller;
import io.todevice.http.call.RequestLifetime;
import io.todevice.http.error.ErrorMapper;
import io.todevice.http.jersey.JsonBodies;
import io.todevice.http.json.JsonMappers;
import io.todevice.http.json.JsonReader;
import io.todevice.http.json.JsonWriter;
import io.todevice.model.SyncResponse;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.validation.AnswerSchema;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.inject.hk2.AbstractBinder;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The generated interfaces are plain JAX-RS: any container runs their implementations. */
@DisplayName("An implementation in a stock JAX-RS container")
class StockJerseyTest {

  /** Answers with what it was asked. */
  private static final class Echo implements SyncApi.WithQuery {

    @Override
    public CompletionStage<SyncResponse> sync(
        Query query, Caller caller, RequestLifetime lifetime) {
      if (caller.user().isPresent()) {
        throw new IllegalStateException("nobody has logged in");
      }
      return CompletableFuture.completedStage(
          SyncResponse.of(SyncResponse.builder().nextBatch("after " + query.since())));
    }
  }

  /** Reads the query parameters with what the server reads them with. */
  private static final class Queries implements Supplier<SyncApi.Query>, Call.Request {

    private final UriInfo uri;

    @Inject
    Queries(UriInfo uri) {
      this.uri = uri;
    }

    @Override
    public SyncApi.Query get() {
      JsonReader noBody = new JsonReader(JsonMappers.create());
      return SyncApi.Query.read(new Call(this, noBody, Caller.ANONYMOUS, new RequestLifetime()));
    }

    @Override
    public List<String> query(String name) {
      return uri.getQueryParameters().getOrDefault(name, List.of());
    }

    @Override
    public List<String> headers(String name) {
      return List.of();
    }

    @Override
    public String path(String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] body() {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  @DisplayName("R4, D9: gets its parameters, and answers what the interface says")
  void served() throws Exception {
    var mapper = JsonMappers.create();
    ResourceConfig application =
        new ResourceConfig()
            .property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
            .register(
                new ServerResource(
                    List.of("v1.8"),
                    CompletableFuture.completedStage(
                        new AnswerSchema(SpecificationDocument.getTree(), "getCapabilities")),
                    true,
                    Optional.empty()))
            .register(new Echo())
            .register(new JsonBodies(new JsonReader(mapper), new JsonWriter(mapper)))
            .register(ErrorMapper.class)
            .register(
                new AbstractBinder() {
                  @Override
                  protected void configure() {
                    bind(Caller.ANONYMOUS).to(Caller.class);
                    bind(new RequestLifetime()).to(RequestLifetime.class);
                    bindFactory(Queries.class).to(SyncApi.Query.class);
                  }
                });
    HttpServer server =
        GrizzlyHttpServerFactory.createHttpServer(URI.create("http://127.0.0.1:0"), application);
    try {
      int port = server.getListener("grizzly").getPort();
      assertThat(get(port, "/_matrix/client/versions").body()).contains("\"versions\":[\"v1.8\"]");
      assertThat(get(port, "/_matrix/client/v3/sync?since=s1").body()).contains("after s1");
      assertThat(get(port, "/_matrix/client/v3/nowhere").body()).contains("M_UNRECOGNIZED");
    } finally {
      server.shutdownNow();
    }
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            BodyHandlers.ofString());
  }
}
