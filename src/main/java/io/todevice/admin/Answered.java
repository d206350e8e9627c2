package io.todevice.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.todevice.http.wire.BodyFault;
import io.todevice.http.wire.HttpConnection;
import io.todevice.http.wire.Response;
import io.todevice.http.wire.ServedRequest;
import java.util.List;
import java.util.function.Supplier;

/**
 * A request that is answered at once, without its body.
 *
 * @param response makes the response, on the connection's thread
 */
public record Answered(HttpConnection connection, Supplier<Response> response)
    implements ServedRequest {

  /** A response of one line of plain text. */
  public static Response text(int status, String line) {
    return new Response(
        status,
        List.of(new Response.Field("Content-Type", "text/plain; charset=utf-8")),
        (line + "\n").getBytes(UTF_8));
  }

  @Override
  public void begin() {
    connection.respond(response.get(), /* isHeld= */ false);
  }

  @Override
  public void receiveBody(byte[] body, boolean isDelayed) {}

  @Override
  public void failBody(BodyFault fault) {}

  @Override
  public void abandoned() {}
}
