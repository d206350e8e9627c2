package io.todevice.conformance.run;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets the kit in, and then answers sends and syncs with whatever may harm it: with all the attacks
 * in turn.
 */
public final class HostileServer implements AutoCloseable {

  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
  private static final String GOOD =
      "{\"versions\":[\"v1.8\"],\"flows\":[{\"type\":\"m.login.password\"}],\"next_batch\":\"s1\","
          + "\"user_id\":\"@a:b\",\"device_id\":\"D\",\"access_token\":\"secret%d\"}";

  /** Writes an answer that is none. */
  @FunctionalInterface
  interface Attack {
    void write(OutputStream out) throws IOException, InterruptedException;
  }

  /** An attack that repeats a text for ever, as fast as it is read. */
  static Attack endless(String start, String repeated) {
    return out -> {
      out.write(bytes(start));
      byte[] block = bytes(repeated.repeat(Math.max(1, 8192 / repeated.length())));
      while (true) {
        out.write(block);
      }
    };
  }

  private static Attack once(String text) {
    return out -> out.write(bytes(text));
  }

  /** All of them. */
  static final List<Attack> ALL =
      List.of(
          endless(HEAD + "\r\n", "[1,"),
          endless(HEAD + "Content-Length: 2000000000\r\n\r\n", " "),
          endless(HEAD + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n[\r\n"),
          endless(HEAD, "a: b\r\n"),
          endless(HEAD + "a: ", "b"),
          endless("", "HTTP/1.1 102 Processing\r\n\r\n"),
          endless("", "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n"),
          HostileServer::dribble,
          out -> TimeUnit.HOURS.sleep(1),
          once(""),
          once("220 smtp.example.org ESMTP\r\n"),
          once(HEAD + "Content-Length: -1\r\n\r\n{}"),
          once(HEAD + "Content-Length: 99999999999999999999\r\n\r\n{}"),
          once(HEAD + "Content-Length: 100\r\n\r\n{}"),
          once(HEAD + "Transfer-Encoding: chunked\r\n\r\nfffffffff\r\n{}"),
          once("HTTP/1.1 307 Temporary Redirect\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"),
          body("[".repeat(3_000_000)),
          body("{\"a\":".repeat(300_000) + "1" + "}".repeat(300_000)),
          body("[" + "[],".repeat(1_000_000) + "1]"),
          body(
              "{\"next_batch\":\"s\",\"to_device\":{\"events\":[" + "{},".repeat(500_000) + "1]}}"),
          body("{\"next_batch\":\"" + "x".repeat(3_000_000) + "\"}"),
          body("{\"n\":1" + "0".repeat(1_000_000) + "e999999999}"),
          body(
              "{\"next_batch\":\"s\",\"to_device\":{\"events\":[{\"sender\":\"@a:b\",\"type\":\"m\","
                  + "\"content\":{}}]}}"),
          once("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 0\r\nContent-Length: 2\r\n\r\n{}"),
          once(HEAD + "a: " + " ".repeat(300_000) + "b\r\nContent-Length: 2\r\n\r\n{}"),
          once(HEAD + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\u001f\u008b"));

  private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger attacks = new AtomicInteger();
  private final List<Attack> all;
  private final int harmless;

  /**
   * A server on a port of its own.
   *
   * @param all the attacks that it makes
   * @param harmless after how many sends and syncs it begins
   */
  HostileServer(List<Attack> all, int harmless) throws IOException {
    this.all = all;
    this.harmless = harmless;
    threads.execute(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /** How many times it has attacked. */
  int attacks() {
    return attacks.get();
  }

  private static Attack body(String json) {
    return once(HEAD + "Content-Length: " + json.length() + "\r\n\r\n" + json);
  }

  private static void dribble(OutputStream out) throws IOException, InterruptedException {
    for (byte each : bytes(HEAD.repeat(1000))) {
      out.write(each);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        threads.execute(() -> answer(socket));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String request = line(in);
      int length = 0;
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(line.substring(15).strip());
        }
      }
      in.readNBytes(length);
      boolean isSendOrSync = request.contains("/sync") || request.contains("/sendToDevice");
      if (isSendOrSync && requests.incrementAndGet() > harmless) {
        all.get(attacks.getAndIncrement() % all.size()).write(socket.getOutputStream());
      } else {
        String good = GOOD.formatted(attacks.get());
        once(HEAD + "Connection: close\r\nContent-Length: " + good.length() + "\r\n\r\n" + good)
            .write(socket.getOutputStream());
      }
    } catch (IOException e) {
      // The kit has hung up.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != -1 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
