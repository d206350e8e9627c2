package io.todevice.strict.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.todevice.strict.journal.JournalState;
import io.todevice.strict.report.ReportFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The pages, for those who ask this machine for them. */
final class JournalPages implements HttpHandler {

  private static final Map<String, ReportFormat> PAGES =
      Map.of(
          "/", ReportFormat.HTML,
          "/violations.json", ReportFormat.JSON,
          "/violations.txt", ReportFormat.TEXT,
          "/violations.md", ReportFormat.MARKDOWN);

  /** None of these lets another origin read anything. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control", "no-store",
          "Content-Security-Policy",
              "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Referrer-Policy", "no-referrer",
          "X-Content-Type-Options", "nosniff");

  private static final int HTTP_PORT = 80;
  private static final String PLAIN_TEXT = "text/plain; charset=utf-8";

  private final Set<String> hosts;
  private final Supplier<JournalState> journal;

  JournalPages(int port, Supplier<JournalState> journal) {
    // A client leaves HTTP's own port out.
    String suffix = port == HTTP_PORT ? "" : ":" + port;
    this.hosts = Set.of("127.0.0.1" + suffix, "localhost" + suffix, "[::1]" + suffix);
    this.journal = journal;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      HEADERS.forEach(exchange.getResponseHeaders()::set);
      ReportFormat format = PAGES.get(exchange.getRequestURI().getPath());
      String method = exchange.getRequestMethod();
      if (!isForThisMachine(exchange)) {
        answer(exchange, 421, PLAIN_TEXT, "This is only for requests to this machine.\n");
      } else if (format == null) {
        answer(exchange, 404, PLAIN_TEXT, "There is only " + PAGES.keySet() + ".\n");
      } else if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        answer(exchange, 405, PLAIN_TEXT, "This can only be read.\n");
      } else {
        answer(exchange, 200, format.mediaType(), format.render(journal.get()));
      }
    }
  }

  private boolean isForThisMachine(HttpExchange exchange) {
    List<String> asked = exchange.getRequestHeaders().getOrDefault("Host", List.of());
    return asked.size() == 1 && hosts.contains(asked.get(0).toLowerCase(Locale.ROOT));
  }

  private static void answer(HttpExchange exchange, int status, String mediaType, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", mediaType);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
