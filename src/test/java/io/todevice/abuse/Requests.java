package io.todevice.abuse;

import java.util.concurrent.atomic.AtomicInteger;

/** The requests of the tests as they stand on the wire, line feeds for the ends of lines. */
final class Requests {

  static final String V3 = "/_matrix/client/v3";
  private static final AtomicInteger TRANSACTIONS = new AtomicInteger();

  private Requests() {}

  /** Request line, host and token of a message that {@code sender} sends. */
  static String sendHead(String sender) {
    return "PUT "
        + V3
        + "/sendToDevice/org.example.abuse/"
        + TRANSACTIONS.incrementAndGet()
        + " HTTP/1.1\n"
        + who(sender);
  }

  /** The whole of a request that sends {@code body}. */
  static String send(String sender, String body) {
    return sendHead(sender) + "Content-Length: " + body.length() + "\n\n" + body;
  }

  /** A message to a user's device, with a text in it. */
  static String message(String to, String text) {
    return "{\"messages\":{\"@" + to + ":localhost\":{\"D\":{\"text\":\"" + text + "\"}}}}";
  }

  /** Request line, host and token of a GET below the API's path. */
  static String get(String user, String path) {
    return "GET " + V3 + path + " HTTP/1.1\n" + who(user) + "\n";
  }

  static String who(String user) {
    return "Host: localhost\nAuthorization: Bearer " + user + "\n";
  }
}
