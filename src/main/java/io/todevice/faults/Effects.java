package io.todevice.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.faults.ProxyResponse.Sending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * The effects that rules can have. Those that remember something remember it for the rule that they
 * are made for.
 */
public final class Effects {

  private static final Set<String> ALL = Set.of();
  private static final Set<String> SYNC = Set.of("sync");

  private static final String PROXY_PAGE =
      "<html>\r\n<head><title>%1$d %2$s</title></head>\r\n"
          + "<body>\r\n<center><h1>%1$d %2$s</h1></center>\r\n</body>\r\n</html>\r\n";

  private Effects() {}

  /** The request is carried out, and the connection closed without a response. */
  public static Effect answerLost() {
    return sent("answer-lost", Sending.NONE);
  }

  /** The request is carried out, and the connection reset (RST) without a response. */
  public static Effect connectionReset() {
    return sent("connection-reset", Sending.RESET);
  }

  /** Half of the response's body comes, and then the end of the connection. */
  public static Effect cutBody() {
    return sent("cut-body", Sending.HALF);
  }

  /** The response comes in eight pieces, with a pause of {@code pause} before each. */
  public static Effect dribble(Duration pause) {
    requirePositive(pause);
    return new Effect(
        "dribble",
        ALL,
        (request, upstream) -> upstream.send(request).withSending(Sending.pieces(pause)));
  }

  private static Effect sent(String name, Sending sending) {
    return new Effect(
        name, ALL, (request, upstream) -> upstream.send(request).withSending(sending));
  }

  /** The request does not reach the server: the page of a proxy that finds none (502). */
  public static Effect badGateway() {
    return refused("bad-gateway", 502, "Bad Gateway");
  }

  /**
   * The request does not reach the server: the page of a proxy whose server is overloaded (503).
   */
  public static Effect unavailable() {
    return refused("unavailable", 503, "Service Unavailable");
  }

  private static Effect refused(String name, int status, String reason) {
    ProxyResponse page =
        new ProxyResponse(
                status,
                List.of("Content-Type: text/html", "Access-Control-Allow-Origin: *"),
                new byte[0])
            .withBody(PROXY_PAGE.formatted(status, reason));
    return new Effect(name, ALL, (request, upstream) -> page);
  }

  /** The request is refused with 429, to be repeated after {@code wait}. */
  public static Effect rateLimited(Duration wait) {
    requirePositive(wait);
    ProxyResponse refusal =
        ProxyResponse.json(
                429,
                "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"error\":\"Too many"
                    + " requests\",\"retry_after_ms\":"
                    + wait.toMillis()
                    + "}")
            .withHeader("Retry-After", Long.toString((wait.toMillis() + 999) / 1000));
    return new Effect("rate-limited", ALL, (request, upstream) -> refusal);
  }

  /** The token is refused as expired, {@code soft_logout} included. */
  public static Effect softLogout() {
    ProxyResponse refusal =
        ProxyResponse.json(
            401,
            "{\"errcode\":\"M_UNKNOWN_TOKEN\",\"error\":\"The access token has expired\","
                + "\"soft_logout\":true}");
    return new Effect("soft-logout", ALL, (request, upstream) -> refusal);
  }

  /** The response comes later by {@code delay}. */
  public static Effect delay(Duration delay) {
    requirePositive(delay);
    return new Effect(
        "delay",
        ALL,
        (request, upstream) -> {
          ProxyResponse response = upstream.send(request);
          Thread.sleep(delay.toMillis());
          return response;
        });
  }

  /**
   * The response comes later by a time of a log-normal distribution, as times on networks are.
   *
   * @param sigma the standard deviation of its logarithm: with 0.5 one in forty is 2.7 times the
   *     median or more
   * @param seed makes the times the same in each run
   * @throws IllegalArgumentException if the deviation is negative or not a number
   */
  public static Effect logNormalDelay(Duration median, double sigma, long seed) {
    requirePositive(median);
    if (!(sigma >= 0 && sigma < 10)) {
      throw new IllegalArgumentException("sigma must be from 0 to 10, not " + sigma);
    }
    Random random = new Random(seed);
    return new Effect(
        "log-normal-delay",
        ALL,
        (request, upstream) -> {
          ProxyResponse response = upstream.send(request);
          Thread.sleep((long) (median.toMillis() * Math.exp(sigma * random.nextGaussian())));
          return response;
        });
  }

  private static void requirePositive(Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("a time must be positive, not " + duration);
    }
  }

  /** A sync has each of its messages twice. */
  public static Effect deliveredTwice() {
    return messages(
        "delivered-twice",
        events -> events.stream().flatMap(event -> List.of(event, event).stream()).toList());
  }

  /** A sync has its messages in reverse order. */
  public static Effect reordered() {
    return messages(
        "reordered",
        events -> {
          List<JsonNode> reversed = new ArrayList<>(events);
          Collections.reverse(reversed);
          return reversed;
        });
  }

  /** The contents of the messages in a sync lack their members. */
  public static Effect emptied() {
    return messages(
        "emptied",
        events -> {
          events.forEach(
              event -> {
                if (event.path("content") instanceof ObjectNode content) {
                  content.removeAll();
                }
              });
          return events;
        });
  }

  /** A sync lacks its first messages, as if the inbox had been full: all but the last. */
  public static Effect inboxOverflow() {
    return messages(
        "inbox-overflow",
        events -> events.isEmpty() ? events : events.subList(events.size() - 1, events.size()));
  }

  private static Effect messages(String name, UnaryOperator<List<JsonNode>> change) {
    return new Effect(
        name, SYNC, (request, upstream) -> Edits.withEvents(upstream.send(request), change));
  }

  /**
   * A sync with {@code since} is answered empty and at once, with the position that it came from.
   */
  public static Effect emptySync() {
    return new Effect(
        "empty-sync",
        SYNC,
        (request, upstream) ->
            request.findQuery("since").isEmpty()
                ? upstream.send(request)
                : ProxyResponse.json(
                    200,
                    Edits.object("{\"to_device\":{\"events\":[]}}")
                        .orElseThrow()
                        .put("next_batch", request.findQuery("since").orElseThrow())
                        .toString()));
  }

  /** The server does not see the {@code since} of a sync: what was handed out comes again. */
  public static Effect forgottenSince() {
    return new Effect(
        "forgotten-since",
        SYNC,
        (request, upstream) -> upstream.send(request.withoutQuery("since")));
  }

  /** The server does not know the transactions of before: a repeated send is carried out again. */
  public static Effect forgottenTransaction() {
    AtomicInteger count = new AtomicInteger();
    return new Effect(
        "forgotten-transaction",
        Set.of("sendToDevice"),
        (request, upstream) ->
            upstream.send(
                request.withTarget(request.target() + "-forgotten" + count.incrementAndGet())));
  }

  /** A claim of keys that was made before, by anybody, gets the same keys again. */
  public static Effect oneTimeKeyTwice() {
    Map<String, ProxyResponse> first = new ConcurrentHashMap<>();
    return new Effect(
        "one-time-key-twice",
        Set.of("claimKeys"),
        (request, upstream) -> {
          ProxyResponse before = first.get(request.text());
          if (before != null) {
            return before;
          }
          ProxyResponse response = upstream.send(request);
          first.put(request.text(), response);
          return response;
        });
  }
}
