package io.todevice.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.faults.ProxyResponse.Sending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The effects that rules can have. Those that remember something remember it for the rule that they
 * are made for.
 */
public final class Effects {

  /** A time in milliseconds. */
  static final String MS = "ms";

  /** A standard deviation. */
  static final String SIGMA = "sigma";

  /** A number of messages. */
  static final String SIZE = "size";

  private static final Set<String> ALL = Set.of();
  private static final Set<String> SYNC = Set.of("sync");

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
        Map.of(MS, pause.toMillis()),
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
    ProxyResponse page = Refusals.proxyPage(status, reason);
    return new Effect(name, ALL, (request, upstream) -> page);
  }

  /** The request is refused with 429, to be repeated after {@code wait}. */
  public static Effect rateLimited(Duration wait) {
    requirePositive(wait);
    ProxyResponse refusal = Refusals.rateLimited(wait);
    return new Effect(
        "rate-limited", Map.of(MS, wait.toMillis()), ALL, (request, upstream) -> refusal);
  }

  /** The token is refused as expired, {@code soft_logout} included. */
  public static Effect softLogout() {
    ProxyResponse refusal = Refusals.softLogout();
    return new Effect("soft-logout", ALL, (request, upstream) -> refusal);
  }

  /** The response comes later by {@code delay}. */
  public static Effect delay(Duration delay) {
    requirePositive(delay);
    return new Effect(
        "delay",
        Map.of(MS, delay.toMillis()),
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
        Map.of(MS, median.toMillis(), SIGMA, sigma),
        ALL,
        (request, upstream) -> {
          ProxyResponse response = upstream.send(request);
          Thread.sleep((long) (median.toMillis() * Math.exp(sigma * random.nextGaussian())));
          return response;
        });
  }

  private static void requirePositive(Duration duration) {
    if (duration.toMillis() <= 0) {
      throw new IllegalArgumentException("a time must be a millisecond or more, not " + duration);
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
    return contents("emptied", ObjectNode::removeAll);
  }

  /**
   * One value in the content of each message in a sync is another: a character of the longest text,
   * which in an encrypted message is the ciphertext.
   */
  public static Effect altered() {
    return contents("altered", Alteration::alter);
  }

  private static Effect contents(String name, Consumer<ObjectNode> change) {
    return messages(
        name,
        events -> {
          for (JsonNode event : events) {
            if (event.path("content") instanceof ObjectNode content) {
              change.accept(content);
            }
          }
          return events;
        });
  }

  /**
   * A sync has at most {@code size} messages; those behind them come with the syncs that follow,
   * and none gets lost.
   */
  public static Effect pages(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a page has at least one message, not " + size);
    }
    return new Effect("pages", Map.of(SIZE, size), SYNC, new Pages(size));
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
   * A sync with {@code since} is answered without messages and at once, with the position that it
   * came from.
   */
  public static Effect emptySync() {
    return new Effect(
        "empty-sync",
        SYNC,
        (request, upstream) -> {
          Optional<String> since = request.findQuery("since");
          if (since.isEmpty()) {
            return upstream.pass(request);
          }
          return Edits.edit(
              upstream.send(request.withQuery("timeout", "0")),
              sync -> {
                if (sync.has(Edits.NEXT_BATCH)) {
                  sync.retain(Edits.KEY_COUNTS);
                  sync.put(Edits.NEXT_BATCH, since.get());
                }
              });
        });
  }

  /**
   * The response to a sync with {@code since} has the position that the request came from, as from
   * a server that was restarted without its last changes: its messages come again with the next
   * sync.
   */
  public static Effect oldSince() {
    return new Effect(
        "old-since",
        SYNC,
        (request, upstream) ->
            Edits.edit(
                upstream.send(request),
                sync ->
                    request
                        .findQuery("since")
                        .filter(since -> sync.has(Edits.NEXT_BATCH))
                        .ifPresent(since -> sync.put(Edits.NEXT_BATCH, since))));
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
                request.withTarget(
                    request
                        .target()
                        .replaceFirst("(?=\\?|$)", "-forgotten" + count.incrementAndGet()))));
  }

  /** A claim gets the one-time key that an earlier claim got, of the same device and algorithm. */
  public static Effect oneTimeKeyTwice() {
    return new Effect("one-time-key-twice", Set.of("claimKeys"), new RepeatedKeys());
  }
}
