package io.todevice.strict.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.todevice.admin.Answered;
import io.todevice.http.wire.HttpConnection;
import io.todevice.http.wire.RequestHandler;
import io.todevice.http.wire.RequestHead;
import io.todevice.http.wire.Response;
import io.todevice.http.wire.ServedRequest;
import io.todevice.strict.journal.JournalState;
import io.todevice.strict.report.ReportFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * Shows a journal: {@code /} for people, {@code /violations.json}, {@code /violations.txt} and
 * {@code /violations.md}. Reads only, and changes nothing. Safe for use by many threads.
 */
public record JournalPages(Supplier<JournalState> journal) implements RequestHandler {

  private static final Map<String, ReportFormat> PAGES =
      Map.of(
          "/", ReportFormat.HTML,
          "/violations.json", ReportFormat.JSON,
          "/violations.txt", ReportFormat.TEXT,
          "/violations.md", ReportFormat.MARKDOWN);

  /** Those of the endpoint are enough. */
  @Override
  public List<Response.Field> commonFields() {
    return List.of();
  }

  @Override
  public ServedRequest accept(HttpConnection connection, RequestHead head) {
    return new Answered(connection, () -> answer(head));
  }

  private Response answer(RequestHead head) {
    ReportFormat format = PAGES.get(head.path());
    String method = head.method();
    if (format == null) {
      return Answered.text(404, "There is only " + PAGES.keySet() + ".");
    } else if (!method.equals("GET") && !method.equals("HEAD")) {
      Response refusal = Answered.text(405, "This can only be read.");
      List<Response.Field> fields = new ArrayList<>(refusal.fields());
      fields.add(new Response.Field("Allow", "GET, HEAD"));
      return new Response(405, fields, refusal.body());
    }
    return new Response(
        200,
        List.of(new Response.Field("Content-Type", format.mediaType())),
        format.render(journal.get()).getBytes(UTF_8));
  }

  @Override
  public Response reject(int status, String reason) {
    return Answered.text(status, reason);
  }

  @Override
  public void start(ScheduledExecutorService timer) {}

  @Override
  public void stopping() {}

  @Override
  public void stopped() {}
}
