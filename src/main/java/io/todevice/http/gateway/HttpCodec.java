package io.todevice.http.gateway;

import io.todevice.domain.ErrorCode;
import io.todevice.http.error.ErrorEnvelope;
import java.io.IOException;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpContext;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.KeepAlive;
import org.glassfish.grizzly.http.ProcessingState;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.http.util.MimeHeaders;
import org.glassfish.grizzly.memory.Buffers;

/**
 * Grizzly's HTTP/1.1 parser with four things changed: a request behind one that is still waiting
 * for its answer waits too, where Grizzly would serve it first; a connection that the gateway has
 * given up is not parsed any further; an error does not end the connection; and what is no HTTP is
 * answered with the Matrix envelope.
 */
final class HttpCodec extends HttpServerFilter {

  private static final ErrorEnvelope NO_HTTP =
      ErrorEnvelope.of(
          ErrorCode.M_UNKNOWN, "The request is no valid HTTP/1.1, or its head is too long");

  /**
   * A codec.
   *
   * @param maxHeaderBytes the longest request line and headers together
   * @param maxDrainedBytes as in {@link GatewaySettings#maxDrainedBytes}
   */
  @SuppressWarnings("deprecation") // There is no other constructor, nor the builder it promises.
  HttpCodec(int maxHeaderBytes, long maxDrainedBytes) {
    super(
        /* chunkingEnabled= */ true,
        maxHeaderBytes,
        /* defaultResponseContentType= */ "",
        unlimited(),
        /* executor= */ null,
        MimeHeaders.MAX_NUM_HEADERS_DEFAULT,
        MimeHeaders.MAX_NUM_HEADERS_DEFAULT);
    setAllowPayloadForUndefinedHttpMethods(true);
    setMaxPayloadRemainderToSkip(maxDrainedBytes);
  }

  private static KeepAlive unlimited() {
    KeepAlive keepAlive = new KeepAlive();
    keepAlive.setMaxRequestsCount(-1);
    return keepAlive;
  }

  @Override
  public NextAction handleRead(FilterChainContext ctx) throws IOException {
    Connection<?> connection = ctx.getConnection();
    ConnectionState state = ConnectionState.of(connection);
    if (state.isRefused() || !connection.isOpen()) {
      return ctx.getStopAction();
    } else if (state.isBusy()) {
      state.hold(ctx);
      return ctx.getSuspendAction();
    }
    return super.handleRead(ctx);
  }

  /**
   * Takes back what Grizzly has decided a moment before: that a 400, 413, 500 or 503 ends the
   * connection, whatever the reason was.
   */
  @Override
  protected void onInitialLineEncoded(HttpHeader response, FilterChainContext ctx) {
    ProcessingState state = response.getProcessingState();
    if (!state.isKeepAlive() && ConnectionState.of(ctx.getConnection()).isKeptOpen()) {
      state.setKeepAlive(true);
      response.getHeaders().removeHeader(Header.Connection);
    }
  }

  @Override
  protected HttpContent customizeErrorResponse(HttpResponsePacket response) {
    HttpContext context = response.getProcessingState().getHttpContext();
    ConnectionState.of((Connection<?>) context.getCloseable()).keepOpen(false);
    MimeHeaders headers = response.getHeaders();
    CommonFields.addTo(headers);
    headers.setValue(Header.ContentType).setString(ErrorEnvelope.MEDIA_TYPE);
    byte[] body = NO_HTTP.body();
    response.setContentLength(body.length);
    return HttpContent.builder(response)
        .content(Buffers.wrap(null, body.clone()))
        .last(true)
        .build();
  }
}
