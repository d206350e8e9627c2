package io.todevice.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.todevice.spec.model.SpecificationDocument;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Before a server that compresses")
class CompressedResponsesTest {

  private static final String SYNC =
      "{\"next_batch\":\"s2\",\"to_device\":{\"events\":[{\"content\":{\"n\":1}}]}}";
  private static final String TWICE =
      SYNC.replace("{\"content\":{\"n\":1}}", "{\"content\":{\"n\":1}},{\"content\":{\"n\":1}}");
  private static final List<String> DIGESTS =
      List.of("ETag", "Content-MD5", "Digest", "Content-Digest", "Repr-Digest");

  private static final byte[] UNREADABLE = {1, 2, 3};

  private final FaultRules rules =
      new FaultRules(
          SpecificationDocument.get(), token -> Optional.empty(), (user, device) -> true);
  private HttpServer server;
  private FaultProxy proxy;

  /** The coding that the server uses also where nobody asks for it. */
  private volatile String always = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    proxy = new FaultProxy("http://127.0.0.1:" + server.getAddress().getPort(), rules);
  }

  @AfterEach
  void stop() {
    proxy.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String wanted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    String coding = wanted != null && wanted.contains("gzip") ? "gzip" : always;
    byte[] body =
        coding.isEmpty() ? SYNC.getBytes(UTF_8) : coding.contains("br") ? UNREADABLE : gzip(SYNC);
    DIGESTS.forEach(name -> exchange.getResponseHeaders().add(name, "1"));
    if (!coding.isEmpty()) {
      exchange.getResponseHeaders().add("Content-Encoding", coding);
    }
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private HttpResponse<byte[]> sync() throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(proxy.baseUrl() + "/_matrix/client/v3/sync"))
                .header("Accept-Encoding", "gzip")
                .build(),
            BodyHandlers.ofByteArray());
  }

  private RuleInUse addTwice() {
    return rules
        .add(
            FaultRules.EVERYBODY,
            List.of(FaultRule.of(Effects.deliveredTwice()).on("sync").times(1)))
        .get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gzip", "X-GZIP"})
  @DisplayName("an effect changes the text, and drops the headers that were about other bytes")
  void changed(String coding) throws Exception {
    always = coding;
    RuleInUse use = addTwice();
    HttpResponse<byte[]> response = sync();
    assertThat(new String(response.body(), UTF_8)).isEqualTo(TWICE);
    assertThat(use.happened()).isEqualTo(1);
    assertThat(response.headers().map()).doesNotContainKey("Content-Encoding");
    assertThat(DIGESTS).noneMatch(name -> response.headers().firstValue(name).isPresent());
  }

  @Test
  @DisplayName("the client gets what it asks for where no rule matches")
  void passed() throws Exception {
    HttpResponse<byte[]> response = sync();
    assertThat(new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes())
        .isEqualTo(SYNC.getBytes(UTF_8));
    assertThat(DIGESTS).allMatch(name -> response.headers().firstValue(name).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "gzip, br", "br, gzip"})
  @DisplayName("a coding that is not known stays, and does not count")
  void unknown(String coding) throws Exception {
    always = coding;
    RuleInUse use = addTwice();
    HttpResponse<byte[]> response = sync();
    assertThat(response.headers().firstValue("Content-Encoding")).hasValue(coding);
    assertThat(response.headers().firstValue("ETag")).isPresent();
    assertThat(response.body()).isEqualTo(UNREADABLE);
    assertThat(use.matched()).isEqualTo(1);
    assertThat(use.happened()).isZero();
  }

  @Test
  @DisplayName("a coding of the transfer is taken off too, and goes with the framing")
  void transfer() throws Exception {
    ProxyResponse response =
        new ProxyResponse(
            200,
            List.of(),
            gzip(SYNC),
            ProxyResponse.Sending.WHOLE,
            Optional.empty(),
            Optional.of(
                new ProxyResponse.Origin(
                    "OK", Optional.of(List.of("Transfer-Encoding: gzip, Chunked")))));
    assertThat(response.text()).isEqualTo(SYNC);
    assertThat(response.withBody(TWICE).text()).isEqualTo(TWICE);
  }
}
