package io.todevice.http.gateway;

import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.ParsingResult;
import org.glassfish.grizzly.http.TransferEncoding;
import org.glassfish.grizzly.memory.Buffers;

/**
 * Takes a chunked body apart, in place of Grizzly's own reader, which takes an empty line for the
 * last chunk, passes over whatever stands between a chunk's data and the next line feed, and
 * refuses extensions. Writing is left to Grizzly, which does not come to it: every answer has a
 * length.
 */
final class ChunkedBody implements TransferEncoding {

  private final TransferEncoding writer;

  /** A reader that leaves writing to another. */
  ChunkedBody(TransferEncoding writer) {
    this.writer = writer;
  }

  @Override
  public boolean wantDecode(HttpHeader packet) {
    return packet.isChunked();
  }

  @Override
  public ParsingResult parsePacket(FilterChainContext ctx, HttpHeader packet, Buffer buffer) {
    ChunkScan chunks = ConnectionState.of(ctx.getConnection()).chunks();
    int at = buffer.position();
    int limit = buffer.limit();
    while (at < limit && !chunks.isInData() && !chunks.isComplete()) {
      chunks.read(buffer.get(at++));
    }
    if (chunks.isComplete()) {
      chunks.reset();
      return ParsingResult.create(packet.httpTrailerBuilder().build(), behind(buffer, at));
    }
    if (at == limit) {
      return ParsingResult.create(null, null, true);
    }
    int length = (int) Math.min(chunks.dataLeft(), limit - at);
    chunks.take(length);
    Buffer rest = behind(buffer, at + length);
    buffer.position(at);
    buffer.shrink();
    return ParsingResult.create(packet.httpContentBuilder().content(buffer).build(), rest);
  }

  private static Buffer behind(Buffer buffer, int end) {
    return end < buffer.limit() ? buffer.split(end) : Buffers.EMPTY_BUFFER;
  }

  @Override
  public boolean wantEncode(HttpHeader packet) {
    return writer.wantEncode(packet);
  }

  @Override
  public void prepareSerialize(FilterChainContext ctx, HttpHeader header, HttpContent content) {
    writer.prepareSerialize(ctx, header, content);
  }

  @Override
  public Buffer serializePacket(FilterChainContext ctx, HttpContent content) {
    return writer.serializePacket(ctx, content);
  }
}
