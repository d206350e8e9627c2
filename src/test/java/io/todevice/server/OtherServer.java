package io.todevice.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A homeserver or an issuer of tokens, as far as it is asked about tokens. */
final class OtherServer implements AutoCloseable {

  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Function<Question, Reply>> replies = new ConcurrentHashMap<>();
  private final List<Question> questions = new CopyOnWriteArrayList<>();

  /** A request that came here. */
  record Question(String path, String authorization, String body) {}

  /** What is answered. */
  record Reply(int status, String body) {}

  OtherServer() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/", this::handle);
    http.start();
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  void reply(String path, Function<Question, Reply> reply) {
    replies.put(path, reply);
  }

  void reply(String path, int status, String body) {
    reply(path, question -> new Reply(status, body));
  }

  List<Question> questions() {
    return questions;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Question question =
          new Question(
              exchange.getRequestURI().getPath(),
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      questions.add(question);
      Reply reply =
          replies
              .getOrDefault(
                  question.path(), any -> new Reply(404, "{\"errcode\":\"M_UNRECOGNIZED\"}"))
              .apply(question);
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
