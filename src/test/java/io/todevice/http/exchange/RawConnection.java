package io.todevice.http.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A connection on which a test writes whatever it likes, one character for one byte. */
public final class RawConnection implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 15_000;

  /**
   * A response.
   *
   * @param headers by name in lower case
   */
  public record Reply(int status, Map<String, String> headers, String body) {

    public String errcode() {
      return body.replaceAll(".*\"errcode\":\"([A-Z_]+)\".*", "$1");
    }
  }

  private final Socket socket;
  private final InputStream input;

  /** Connects to a port of this machine. */
  public RawConnection(int port) {
    try {
      socket = new Socket("127.0.0.1", port);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.setTcpNoDelay(true);
      input = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes; a line feed in {@code head} is written as the end of a line of HTTP. */
  public RawConnection send(String head, String body) {
    return write(head.replace("\n", "\r\n") + body);
  }

  /** Writes a text as it is. */
  public RawConnection write(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes nothing more; what comes in can still be read. */
  public RawConnection shutdownOutput() {
    try {
      socket.shutdownOutput();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one response, which has a length or no body. */
  public Reply read() {
    Reply head = readHead();
    try {
      int length = Integer.parseInt(head.headers().getOrDefault("content-length", "0"));
      String body = new String(input.readNBytes(length), ISO_8859_1);
      return new Reply(head.status(), head.headers(), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the head of one response. */
  public Reply readHead() {
    try {
      String line = line();
      if (line.isEmpty()) {
        throw new AssertionError("closed without a response");
      }
      int status = Integer.parseInt(line.split(" ")[1]);
      Map<String, String> headers = new TreeMap<>();
      for (String field = line(); !field.isEmpty(); field = line()) {
        int colon = field.indexOf(':');
        headers.put(
            field.substring(0, colon).toLowerCase(Locale.ROOT), field.substring(colon + 1).trim());
      }
      return new Reply(status, headers, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads as many bytes, if so many come, and says how many came. */
  public int readBytes(int count) {
    try {
      return input.readNBytes(count).length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the server closes the connection without sending anything more. */
  public boolean isClosed() {
    try {
      return input.read() < 0;
    } catch (IOException e) {
      // Closed with something unread on the way: the client is told by a reset.
      return !(e instanceof java.net.SocketTimeoutException);
    }
  }

  /** Whether nothing comes in for a moment, though the connection is open. */
  public boolean isSilentFor(int millis) {
    try {
      socket.setSoTimeout(millis);
      return input.read() == -2;
    } catch (java.net.SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      resetTimeout();
    }
  }

  private void resetTimeout() {
    try {
      socket.setSoTimeout(TIMEOUT_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes it; abruptly, if {@code hard}. */
  public void close(boolean hard) {
    try {
      if (hard) {
        socket.setSoLinger(true, 0);
      }
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    close(false);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = input.read(); c >= 0 && c != '\n'; c = input.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
