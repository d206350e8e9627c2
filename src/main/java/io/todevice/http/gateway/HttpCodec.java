package io.todevice.http.gateway;

import io.todevice.domain.ErrorCode;
import io.todevice.http.error.ErrorEnvelope;
import java.io.IOException;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.ChunkedTransferEncoding;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpContext;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpPacketParsing;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.KeepAlive;
import org.glassfish.grizzly.http.ProcessingState;
import org.glassfish.grizzly.http.TransferEncoding;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.http.util.MimeHeaders;
import org.glassfish.grizzly.memory.Buffers;

/**
 * Grizzly's HTTP/1.1 parser with some things changed: a connection that the gateway has given up is
 * not parsed any further; heads and chunks that can be read in two ways are refused; no other
 * protocol is offered a way in; an error does not end the connection; and what is no HTTP is
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
    for (TransferEncoding coding : getTransferEncodings()) {
      if (coding instanceof ChunkedTransferEncoding) {
        removeTransferEncoding(coding);
        addTransferEncoding(new ChunkedBody(coding));
      }
    }
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

  /** Has the head looked at first, and passes over one empty line before it (RFC 9112, 2.2). */
  @Override
  protected boolean decodeHttpPacket(
      FilterChainContext ctx, HttpPacketParsing packet, Buffer input) {
    HeadScan head = ConnectionState.of(ctx.getConnection()).head();
    if (head.isFresh() && input.hasRemaining() && input.get(input.position()) == '\r') {
      if (input.remaining() < 2) {
        return false;
      }
      skipEmptyLine(packet.getHeaderParsingState(), input, head);
    }
    head.read(input);
    boolean isComplete = super.decodeHttpPacket(ctx, packet, input);
    if (isComplete) {
      head.reset();
    }
    ConnectionState state = ConnectionState.of(ctx.getConnection());
    if (!state.holdHead(isComplete ? 0 : input.remaining())) {
      state.terminate();
    }
    return isComplete;
  }

  /** Leaves it in the buffer: Grizzly counts from where the buffer began, also in the next one. */
  private static void skipEmptyLine(HeaderParsingState state, Buffer input, HeadScan head) {
    if (input.get(input.position() + 1) != '\n') {
      throw new IllegalStateException("a CR before the request");
    }
    state.start += 2;
    state.offset += 2;
    state.packetLimit += 2;
    head.begin(input.position() + 2);
  }

  @Override
  protected boolean parseHeaderName(
      HttpHeader request, MimeHeaders headers, HeaderParsingState state, byte[] input, int end) {
    boolean isParsed = super.parseHeaderName(request, headers, state, input, end);
    if (isParsed) {
      checkHeaderName(headers, state);
    }
    return isParsed;
  }

  /** The same for a head that has come in in more than one piece. */
  @Override
  protected boolean parseHeaderName(
      HttpHeader request, MimeHeaders headers, HeaderParsingState state, Buffer input) {
    boolean isParsed = super.parseHeaderName(request, headers, state, input);
    if (isParsed) {
      checkHeaderName(headers, state);
    }
    return isParsed;
  }

  /** Refuses a transfer coding behind a length, of which Grizzly would keep no trace. */
  private static void checkHeaderName(MimeHeaders headers, HeaderParsingState state) {
    if (state.isTransferEncodingHeader && headers.contains(Header.ContentLength)) {
      throw new IllegalStateException("a length and a transfer coding");
    }
    // No other protocol is spoken here; Grizzly would wait for its first bytes.
    state.isUpgradeHeader = false;
  }

  /** Sees {@code close} also where it is one of several connection options. */
  @Override
  protected boolean onHttpHeaderParsed(HttpHeader request, Buffer input, FilterChainContext ctx) {
    boolean isError = super.onHttpHeaderParsed(request, input, ctx);
    MimeHeaders headers = request.getHeaders();
    for (int i = headers.indexOf(Header.Connection, 0);
        i >= 0;
        i = headers.indexOf(Header.Connection, i + 1)) {
      for (String option : headers.getValue(i).toString().split(",", -1)) {
        if (option.strip().equalsIgnoreCase("close")) {
          ((HttpRequestPacket) request).getProcessingState().setKeepAlive(false);
        }
      }
    }
    return isError;
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
