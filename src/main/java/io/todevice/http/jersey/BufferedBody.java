package io.todevice.http.jersey;

import java.io.ByteArrayInputStream;

/**
 * A request body that is there completely. A {@link jakarta.ws.rs.ext.MessageBodyReader} gets it as
 * its stream and can take the bytes as they are instead of copying them out. For one thread.
 */
public final class BufferedBody extends ByteArrayInputStream {

  /** A body of these bytes, which are not copied. */
  public BufferedBody(byte[] bytes) {
    super(bytes);
  }

  /** All bytes of the body, however much of the stream has been read. Not copied. */
  public byte[] array() {
    return buf;
  }
}
