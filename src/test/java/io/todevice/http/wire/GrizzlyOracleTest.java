package io.todevice.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.http.exchange.RawConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.util.MimeHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both are told what they have read, on the same bytes: well-formed requests at random. */
@DisplayName("Grizzly's own codec and this one")
class GrizzlyOracleTest {

  private static final Duration TIME = Duration.ofSeconds(10);

  private static org.glassfish.grizzly.http.server.HttpServer grizzly;
  private static int grizzlyPort;
  private static HttpServer server;

  @BeforeAll
  static void start() throws IOException {
    grizzly = new org.glassfish.grizzly.http.server.HttpServer();
    NetworkListener listener = new NetworkListener("oracle", "127.0.0.1", 0);
    grizzly.addListener(listener);
    grizzly.getServerConfiguration().addHttpHandler(new GrizzlyEcho(), "/");
    grizzly.getServerConfiguration().setAllowPayloadForUndefinedHttpMethods(true);
    grizzly.start();
    grizzlyPort = listener.getPort();
    MessageLimits limits = new MessageLimits(32 << 10, 1 << 20, 1 << 20, TIME, TIME, TIME);
    server = new HttpServer(new ListenerSettings("127.0.0.1", 0, 1, 100, TIME, limits), new Echo());
    server.start();
  }

  @AfterAll
  static void stop() {
    grizzly.shutdownNow();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  @DisplayName("S6: read well-formed requests alike, behind one another and cut anywhere")
  void alike(long seed) {
    for (int i = 0; i < 40; i++) {
      Requests requests = new Requests(new Random(1000 * seed + i));
      String text = requests.text.toString();
      int cut = new Random(i).nextInt(text.length());
      try (RawConnection one = new RawConnection(server.port());
          RawConnection other = new RawConnection(grizzlyPort)) {
        one.write(text.substring(0, cut)).write(text.substring(cut));
        other.write(text);
        for (int j = 0; j < requests.count; j++) {
          RawConnection.Reply read = one.read();
          assertThat(read.status()).as(text).isEqualTo(200);
          assertThat(read.body()).as(text).isEqualTo(other.read().body());
        }
      }
    }
  }

  /** Requests that are well-formed by RFC 9112, and in which Grizzly's codec has no gap. */
  private static final class Requests {

    private static final String TOKEN = "!#$%&'*+-.^_`|~0123456789abcxyzABCXYZ";
    private static final String PATH = "abcXYZ019-._~!$&'()*+,:@%/";
    private static final String VALUE = "abc XYZ\t019-._~!$&'()*+,;=:@%/\"{}[]<>|\\^`\u00e4\u00ff";

    final StringBuilder text = new StringBuilder();
    final int count;
    private final Random random;

    Requests(Random random) {
      this.random = random;
      count = 1 + random.nextInt(4);
      for (int i = 0; i < count; i++) {
        add();
      }
    }

    private void add() {
      text.append(List.of("GET", "PUT", "POST", "DELETE", "PATCH", "BREW").get(random.nextInt(6)));
      text.append(" /").append(word(PATH, 20));
      text.append(random.nextBoolean() ? "?" + word(PATH + "?=", 20) : "").append(" HTTP/1.1\r\n");
      field("Host", "localhost:80");
      for (int i = random.nextInt(6); i > 0; i--) {
        field("X" + word(TOKEN, 10), word(VALUE, 30).strip());
      }
      String body = word(VALUE + "\r\n\0", 200);
      switch (random.nextInt(3)) {
        case 0 -> text.append("\r\n");
        case 1 -> {
          field("Content-Length", String.valueOf(body.length()));
          text.append("\r\n").append(body);
        }
        default -> {
          field("Transfer-Encoding", random.nextBoolean() ? "chunked" : "Chunked");
          text.append("\r\n");
          chunks(body);
        }
      }
    }

    private void chunks(String body) {
      for (int at = 0; at < body.length(); ) {
        int length = Math.min(body.length() - at, 1 + random.nextInt(60));
        text.append(Integer.toHexString(length)).append("\r\n");
        text.append(body, at, at + length).append("\r\n");
        at += length;
      }
      text.append("0\r\n").append(random.nextBoolean() ? "X-Trailer: y\r\n" : "").append("\r\n");
    }

    private void field(String name, String value) {
      text.append(random.nextBoolean() ? name : name.toLowerCase(Locale.ROOT)).append(':');
      text.append(" ".repeat(random.nextInt(3)))
          .append(value)
          .append(" ".repeat(random.nextInt(2)));
      text.append("\r\n");
    }

    private String word(String characters, int maxLength) {
      StringBuilder word = new StringBuilder();
      for (int i = random.nextInt(maxLength); i > 0; i--) {
        word.append(characters.charAt(random.nextInt(characters.length())));
      }
      return word.toString();
    }
  }

  private static final class GrizzlyEcho extends HttpHandler {

    @Override
    public void service(Request request, org.glassfish.grizzly.http.server.Response response)
        throws IOException {
      StringBuilder text = new StringBuilder();
      String query = request.getQueryString();
      text.append(request.getMethod()).append('\n').append(request.getRequestURI());
      text.append('\n').append(query == null ? "" : query).append('\n');
      MimeHeaders fields = request.getRequest().getHeaders();
      for (int i = 0; i < fields.size(); i++) {
        line(text, fields.getName(i).toString(), fields.getValue(i).toString(ISO_8859_1));
      }
      text.append(new String(request.getInputStream().readAllBytes(), ISO_8859_1));
      byte[] body = text.toString().getBytes(ISO_8859_1);
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }

  private static void line(StringBuilder text, String name, String value) {
    // Grizzly shows trailers among the fields, if they come in soon enough.
    if (!name.equalsIgnoreCase("X-Trailer")) {
      text.append(name.toLowerCase(Locale.ROOT)).append(": ").append(value).append('\n');
    }
  }

  private static final class Echo implements RequestHandler {

    @Override
    public List<Response.Field> commonFields() {
      return List.of();
    }

    @Override
    public void start(ScheduledExecutorService timer) {}

    @Override
    public ServedRequest accept(HttpConnection connection, RequestHead head) {
      return new ServedRequest() {
        @Override
        public void begin() {
          connection.readBody();
        }

        @Override
        public void receiveBody(byte[] body, boolean isDelayed) {
          StringBuilder text = new StringBuilder();
          text.append(head.method()).append('\n').append(head.path());
          text.append('\n').append(head.query()).append('\n');
          head.forEachField((name, value) -> line(text, name, value));
          text.append(new String(body, ISO_8859_1));
          connection.respond(
              new Response(200, List.of(), text.toString().getBytes(ISO_8859_1)),
              /* isHeld= */ false);
        }

        @Override
        public void failBody(BodyFault fault) {
          throw new AssertionError(fault);
        }

        @Override
        public void abandoned() {}
      };
    }

    @Override
    public Response reject(int status, String reason) {
      return new Response(status, List.of(), reason.getBytes(ISO_8859_1));
    }

    @Override
    public void stopping() {}

    @Override
    public void stopped() {}
  }
}
