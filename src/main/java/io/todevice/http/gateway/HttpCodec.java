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
 * Grizzly's HTTP/1.1 parser with four things changed: a connection that the gateway has given up is
 * not parsed any further; a length together with a transfer coding is refused; an error does not
 * end the connection; and what is no HTTP is answered with the Matrix envelope.
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
    }
    NextAction next = super.handleRead(ctx);
    if (ctx.getMessage() instanceof HttpContent content && HttpContent.isBroken(content)) {
      // Already answered, and the connection is being closed, of which whoever waits is told.
      state.refuse();
      return ctx.getStopAction();
    }
    return next;
  }

  /** Refuses a transfer coding behind a length, of which Grizzly would keep no trace. */
  @Override
  protected boolean parseHeaderName(
      HttpHeader request, MimeHeaders headers, HeaderParsingState state, byte[] input, int end) {
    boolean isParsed = super.parseHeaderName(request, headers, state, input, end);
    if (isParsed
        && headers
            .getName(headers.size() - 1)
            .equalsIgnoreCaseLowerCase(Header.TransferEncoding.getLowerCaseBytes())
        && headers.contains(Header.ContentLength)) {
      throw new IllegalStateException("a length and a transfer coding");
    }
    return isParsed;
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
