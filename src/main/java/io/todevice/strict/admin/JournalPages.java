package io.todevice.strict.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.todevice.http.wire.BodyFault;
import io.todevice.http.wire.HttpConnection;
import io.todevice.http.wire.RequestHandler;
import io.todevice.http.wire.RequestHead;
import io.todevice.http.wire.Response;
import io.todevice.http.wire.ServedRequest;
import io.todevice.strict.journal.JournalState;
import io.todevice.strict.report.ReportFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The pages, for those who ask this machine for them. Safe for use by many threads. */
record JournalPages(IntSupplier port, Supplier<JournalState> journal) implements RequestHandler {

  private static final Map<String, ReportFormat> PAGES =
      Map.of(
          "/", ReportFormat.HTML,
          "/violations.json", ReportFormat.JSON,
          "/violations.txt", ReportFormat.TEXT,
          "/violations.md", ReportFormat.MARKDOWN);

  private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final int HTTP_PORT = 80;
  private static final String PLAIN_TEXT = "text/plain; charset=utf-8";

  /** None of these lets another origin read anything. */
  @Override
  public List<Response.Field> commonFields() {
    return List.of(
        new Response.Field("Cache-Control", "no-store"),
        new Response.Field(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
        new Response.Field("Cross-Origin-Resource-Policy", "same-origin"),
        new Response.Field("Referrer-Policy", "no-referrer"),
        new Response.Field("X-Content-Type-Options", "nosniff"));
  }

  @Override
  public ServedRequest accept(HttpConnection connection, RequestHead head) {
    return new ServedRequest() {
      @Override
      public void begin() {
        connection.respond(answer(head), /* isHeld= */ false);
      }

      @Override
      public void receiveBody(byte[] body, boolean isDelayed) {}

      @Override
      public void failBody(BodyFault fault) {}

      @Override
      public void abandoned() {}
    };
  }

  private Response answer(RequestHead head) {
    ReportFormat format = PAGES.get(head.path());
    String method = head.method();
    if (!isForThisMachine(head)) {
      return text(421, "This is only for requests to this machine.");
    } else if (format == null) {
      return text(404, "There is only " + PAGES.keySet() + ".");
    } else if (!method.equals("GET") && !method.equals("HEAD")) {
      return new Response(
          405,
          List.of(type(PLAIN_TEXT), new Response.Field("Allow", "GET, HEAD")),
          "This can only be read.\n".getBytes(UTF_8));
    }
    return new Response(
        200, List.of(type(format.mediaType())), format.render(journal.get()).getBytes(UTF_8));
  }

  private boolean isForThisMachine(RequestHead head) {
    // A client leaves HTTP's own port out.
    int here = port.getAsInt();
    String suffix = here == HTTP_PORT ? "" : ":" + here;
    List<String> asked = head.fields("Host");
    String host = asked.size() == 1 ? asked.get(0).toLowerCase(Locale.ROOT) : "";
    return host.endsWith(suffix)
        && NAMES.contains(host.substring(0, host.length() - suffix.length()));
  }

  @Override
  public Response reject(int status, String reason) {
    return text(status, reason);
  }

  private static Response text(int status, String text) {
    return new Response(status, List.of(type(PLAIN_TEXT)), (text + "\n").getBytes(UTF_8));
  }

  private static Response.Field type(String mediaType) {
    return new Response.Field("Content-Type", mediaType);
  }

  @Override
  public void start(ScheduledExecutorService timer) {}

  @Override
  public void stopping() {}

  @Override
  public void stopped() {}
}
