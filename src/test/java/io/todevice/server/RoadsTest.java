package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.config.FixedTokens;
import io.todevice.config.ServerConfig;
import io.todevice.config.TestConfig;
import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.TokenHash;
import io.todevice.domain.UserId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The same implementation, with and without an application of JAX-RS around it. */
@DisplayName("A server with an application of JAX-RS")
class RoadsTest {

  private static final String V3 = "/_matrix/client/v3";
  private static final UserId ALICE = new UserId("@alice:localhost");

  /** A resource of the application's own. */
  @Path("/own")
  @Produces("text/plain")
  public static final class Own {

    /** Answers. */
    @GET
    public String get() {
      return "own";
    }
  }

  @Test
  @DisplayName("S1, D1: sends and syncs as without, through its filters, and serves its resources")
  void application() throws Exception {
    ResourceConfig application =
        new ResourceConfig(Own.class)
            .register(
                (ContainerResponseFilter)
                    (request, response) -> response.getHeaders().putSingle("X-Seen", "yes"));
    try (TodeviceServer plain = TodeviceServer.start(config());
        TodeviceServer filtered =
            TodeviceServer.start(config(), Embedding.NONE.withApplication(application))) {
      String body = "{\"messages\":{\"@alice:localhost\":{\"D\":{\"n\":1.50}}}}";
      for (TodeviceServer server : new TodeviceServer[] {plain, filtered}) {
        assertThat(send(server, "PUT", V3 + "/sendToDevice/m.t/1", body).body()).isEqualTo("{}");
        HttpResponse<String> sync = send(server, "GET", V3 + "/sync?timeout=0", "");
        assertThat(sync.body()).contains("\"content\":{\"n\":1.50}");
        assertThat(sync.headers().firstValue("X-Seen").isPresent()).isEqualTo(server == filtered);
        assertThat(send(server, "PUT", V3 + "/sendToDevice/m.t/2", "{").body())
            .contains("M_NOT_JSON");
        assertThat(send(server, "GET", V3 + "/sync?timeout=x", "").statusCode()).isEqualTo(400);
      }
      assertThat(send(plain, "GET", "/own", "").statusCode()).isEqualTo(404);
      assertThat(send(filtered, "GET", "/own", "").body()).isEqualTo("own");
    }
  }

  private static ServerConfig config() {
    return TestConfig.onFreePort()
        .withFixedTokens(
            new FixedTokens(
                Map.of(
                    TokenHash.of(new AccessToken("alice")),
                    new DeviceAddress(ALICE, new DeviceId("D"))),
                Map.of()));
  }

  private static HttpResponse<String> send(
      TodeviceServer server, String method, String path, String body)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Authorization", "Bearer alice")
                .build(),
            BodyHandlers.ofString());
  }
}
