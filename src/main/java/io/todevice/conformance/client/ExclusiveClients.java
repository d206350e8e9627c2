package io.todevice.conformance.client;

import java.net.http.HttpClient;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;

/**
 * HTTP clients with connections of their own, each for one request at a time. Where requests share
 * a client, to cancel one in the moment that it is answered closes its connection when another
 * request has that already, and the server would be blamed for it. Safe for use by many threads.
 */
final class ExclusiveClients {

  private final Deque<HttpClient> idle = new ConcurrentLinkedDeque<>();
  private final ClientSettings settings;
  private final Executor executor;

  ExclusiveClients(ClientSettings settings, Executor executor) {
    this.settings = settings;
    this.executor = executor;
  }

  /** One that nobody else has. */
  HttpClient take() {
    HttpClient client = idle.poll();
    if (client != null) {
      return client;
    }
    HttpClient.Builder made =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout())
            .executor(executor);
    settings.tls().ifPresent(made::sslContext);
    return made.build();
  }

  /**
   * Takes back one whose request has been answered. One whose request was given up is not used
   * again.
   */
  void giveBack(HttpClient client) {
    idle.push(client);
  }
}
