package io.todevice.conformance.suite;

import io.todevice.conformance.client.TargetRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A device that a case acts with. Safe for use by many threads. */
public final class TestDevice {

  /** Where the client-server API is. */
  public static final String API = "/_matrix/client/v3";

  private static final int MAX_SYNCS = 1000;

  /**
   * How long a message may be on its way that was taken. That it may be on its way at all is for
   * clauses S1 and D8 to judge.
   */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);

  /** How long a sync waits for a message that is on its way. */
  private static final Duration WAIT = Duration.ofMillis(200);

  private final CaseContext context;
  private final Session session;
  private final AtomicInteger syncs = new AtomicInteger();

  TestDevice(CaseContext context, Session session) {
    this.context = context;
    this.session = session;
  }

  /** Who and what it is logged in with. */
  public Session session() {
    return session;
  }

  /** Its user's ID. */
  public String userId() {
    return session.account().userId();
  }

  /** Its ID. */
  public String deviceId() {
    return session.deviceId();
  }

  /** What it shows. */
  public String accessToken() {
    return session.accessToken();
  }

  /**
   * A request of this device, with its token where the server takes it.
   *
   * @param path the path behind {@link #API}, and the query, percent-encoded
   */
  public TargetRequest request(String method, String path) {
    return context.authorized(
        TargetRequest.of(method, API + path).from(session.toString()), accessToken());
  }

  /** Sends a request without a body and waits for the answer. */
  public Reply call(String method, String path) {
    return context.send(request(method, path));
  }

  /** Sends a request with a body of JSON and waits for the answer. */
  public Reply call(String method, String path, String json) {
    return context.send(request(method, path).json(json));
  }

  /** A send with a transaction ID; type and ID are encoded here. */
  public TargetRequest sendRequest(String type, String transactionId, Messages messages) {
    return request("PUT", sendPath(type, transactionId)).json(messages.json());
  }

  /** The path of a send behind {@link #API}. */
  public static String sendPath(String type, String transactionId) {
    return "/sendToDevice/" + encode(type) + "/" + encode(transactionId);
  }

  /** Sends with this transaction ID, and returns whatever comes. */
  public Reply send(String type, String transactionId, Messages messages) {
    return context.send(sendRequest(type, transactionId, messages));
  }

  /** Sends with a transaction ID of its own, and expects that it is taken. */
  public Reply send(String type, Messages messages) {
    return send(type, context.newTransactionId(), messages).expectEmptyObject();
  }

  /** A sync; {@code since} is left out if it is empty, and so is a timeout of zero. */
  public TargetRequest syncRequest(String since, Duration timeout) {
    TargetRequest request = request("GET", "/sync").patience(timeout);
    if (!since.isEmpty()) {
      request = request.query("since", encode(since));
    }
    return timeout.isZero() ? request : request.query("timeout", Long.toString(timeout.toMillis()));
  }

  /** The same from the beginning. */
  public Reply sync() {
    return sync("");
  }

  /**
   * A sync that waits for some milliseconds at most, for as many as no other of this device: some
   * servers keep the answers to equal requests for a while (clause D4), which only the cases that
   * look for it shall see.
   */
  public Reply sync(String since) {
    Duration distinct = Duration.ofMillis(syncs.incrementAndGet());
    return context.send(syncRequest(since, distinct)).expectStatus(200);
  }

  /** The same, and again until so many messages come, which may still be on their way. */
  public Reply sync(String since, int messages) {
    long end = System.nanoTime() + ON_ITS_WAY.toNanos();
    Reply reply = sync(since);
    while (reply.getMessages().size() < messages && System.nanoTime() - end < 0) {
      reply = syncSoon(since);
    }
    return reply;
  }

  private Reply syncSoon(String since) {
    Duration distinct = WAIT.plusMillis(syncs.incrementAndGet());
    return context.send(syncRequest(since, distinct)).expectStatus(200);
  }

  /** A sync without a timeout, equal to every other from the same token on. */
  public Reply syncEqually(String since) {
    return context.send(syncRequest(since, Duration.ZERO)).expectStatus(200);
  }

  /** A sync that waits, while the case goes on. */
  public CompletableFuture<Reply> syncLater(String since, Duration timeout) {
    return context.sendLater(syncRequest(since, timeout));
  }

  /**
   * Takes everything out of the inbox: syncs and acknowledges until nothing comes any more.
   *
   * @param expected how many messages may still be on their way
   * @return the messages in the order in which they came
   */
  public List<ToDeviceMessage> drain(int expected) {
    return drain("", expected);
  }

  /** The same from a token on. */
  public List<ToDeviceMessage> drain(String since, int expected) {
    List<ToDeviceMessage> messages = new ArrayList<>();
    String token = since;
    long end = System.nanoTime() + ON_ITS_WAY.toNanos();
    for (int i = 0; i < MAX_SYNCS; i++) {
      Reply reply = i > 0 && messages.size() < expected ? syncSoon(token) : sync(token);
      token = reply.getNextBatch();
      List<ToDeviceMessage> more = reply.getMessages();
      boolean isComplete = messages.size() >= expected || System.nanoTime() - end >= 0;
      if (more.isEmpty() && i > 0 && isComplete) {
        return messages;
      }
      messages.addAll(more);
    }
    throw context.unmet("an inbox that has an end", "there was more after " + MAX_SYNCS + " syncs");
  }

  /** Expects exactly these contents in this order, and takes them out of the inbox. */
  public void expectContents(String... contents) {
    List<ToDeviceMessage> messages = drain(contents.length);
    boolean isSame = messages.size() == contents.length;
    for (int i = 0; isSame && i < contents.length; i++) {
      isSame = Json.areSame(messages.get(i).content(), Json.of(contents[i]));
    }
    if (!isSame) {
      throw context.unmet(
          "for "
              + session
              + ": "
              + (contents.length == 0 ? "nothing" : String.join(", ", contents)),
          "came " + (messages.isEmpty() ? "nothing" : messages));
    }
  }

  /** Percent-encodes what is to stand in a path segment or in a query. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return session.toString();
  }
}
