package io.todevice.proof.threads;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.todevice.proof.Client;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** Requests whose client goes away before it has the answer. */
record Drop(InetSocketAddress server) {

  private static final int FIRST_BYTE_MILLIS = 20;

  /** Where a client goes away. */
  enum When {
    AMID_THE_REQUEST,
    AFTER_THE_REQUEST,
    /** The answer is there, or is not yet, and nobody reads it. */
    BEFORE_THE_ANSWER
  }

  void put(String path, String token, String body, When when) {
    byte[] bytes = body.getBytes(UTF_8);
    String head = head("PUT", path, token) + "Content-Length: " + bytes.length + "\r\n\r\n";
    send(head, bytes, when == When.AMID_THE_REQUEST ? bytes.length / 2 : bytes.length, when);
  }

  void get(String path, String token, When when) {
    send(head("GET", path, token) + "\r\n", new byte[0], 0, when);
  }

  private static String head(String method, String path, String token) {
    return "%s %s%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
        .formatted(method, Client.BASE, path, token);
  }

  private void send(String head, byte[] body, int length, When when) {
    try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(US_ASCII));
      out.write(body, 0, length);
      out.flush();
      if (when == When.BEFORE_THE_ANSWER) {
        socket.setSoTimeout(FIRST_BYTE_MILLIS);
        awaitFirstByte(socket);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitFirstByte(Socket socket) throws IOException {
    try {
      if (socket.getInputStream().read() < 0) {
        throw new IOException("the server closed the connection without an answer");
      }
    } catch (SocketTimeoutException stillWaiting) {
      // Then it is dropped while it waits.
    }
  }
}
