package io.todevice.faults;

import static java.util.Objects.requireNonNull;

import io.todevice.domain.JsonObject;
import io.todevice.domain.JsonValue;
import io.todevice.faults.Effect.Condition;
import io.todevice.faults.ProxyResponse.Sending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

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

  /** The longest time. */
  static final Duration LONGEST = Duration.ofDays(1);

  private static final Set<String> ALL = Set.of();

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
    return new Effect(
        "cut-body",
        Map.of(),
        ALL,
        Condition.ASKS,
        (request, upstream) -> {
          ProxyResponse response = upstream.send(request);
          return response.body().length > 0 && upstream.mayHappen()
              ? response.withSending(Sending.HALF)
              : response;
        });
  }

  /** The response comes in eight pieces, with a pause of {@code pause} before each. */
  public static Effect dribble(Duration pause) {
    requireTime("pause", pause);
    return new Effect(
        "dribble",
        Map.of(MS, pause.toMillis()),
        ALL,
        Condition.ANY,
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
    requireTime("wait", wait);
    ProxyResponse refusal = Refusals.rateLimited(wait);
    return new Effect(
        "rate-limited",
        Map.of(MS, wait.toMillis()),
        ALL,
        Condition.ANY,
        (request, upstream) -> refusal);
  }

  /** The token is refused as expired, {@code soft_logout} included. */
  public static Effect softLogout() {
    ProxyResponse refusal = Refusals.softLogout();
    return new Effect(
        "soft-logout", Map.of(), ALL, Condition.TOKEN, (request, upstream) -> refusal);
  }

  /** The response comes later by {@code delay}. */
  public static Effect delay(Duration delay) {
    requireTime("delay", delay);
    return new Effect(
        "delay",
        Map.of(MS, delay.toMillis()),
        ALL,
        Condition.ANY,
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
    requireTime("median", median);
    if (!(sigma >= 0 && sigma <= 10)) {
      throw new IllegalArgumentException("sigma must be from 0 to 10, not " + sigma);
    }
    Random random = new Random(seed);
    return new Effect(
        "log-normal-delay",
        Map.of(MS, median.toMillis(), SIGMA, sigma),
        ALL,
        Condition.ANY,
        (request, upstream) -> {
          ProxyResponse response = upstream.send(request);
          Thread.sleep((long) (median.toMillis() * Math.exp(sigma * random.nextGaussian())));
          return response;
        });
  }

  private static void requireTime(String name, Duration time) {
    requireNonNull(time, name);
    if (time.compareTo(Duration.ofMillis(1)) < 0 || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(name + " must be from 1 ms to a day, not " + time);
    }
  }

  /** A sync has each of its messages twice. */
  public static Effect deliveredTwice() {
    return SyncEffects.messages(
        "delivered-twice",
        events -> events.stream().flatMap(event -> List.of(event, event).stream()).toList());
  }

  /** A sync has its messages in reverse order. */
  public static Effect reordered() {
    return SyncEffects.messages(
        "reordered",
        events -> {
          List<JsonValue> reversed = new ArrayList<>(events);
          Collections.reverse(reversed);
          return reversed;
        });
  }

  /** The contents of the messages in a sync lack their members. */
  public static Effect emptied() {
    return SyncEffects.contents(
        "emptied",
        content ->
            RawJson.members(content.toBytes()).orElseThrow().isEmpty()
                ? content
                : JsonObject.EMPTY);
  }

  /**
   * One value in the content of each message in a sync is another: a character of the longest text,
   * which in an encrypted message is the ciphertext.
   */
  public static Effect altered() {
    return SyncEffects.contents("altered", Alteration::alter);
  }

  /**
   * A sync has at most {@code size} messages; those behind them come with the syncs that follow,
   * and none gets lost.
   */
  public static Effect pages(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a page has at least one message, not " + size);
    }
    return new Effect(
        "pages", Map.of(SIZE, size), SyncEffects.OPERATIONS, Condition.ASKS, new Pages(size));
  }

  /** A sync lacks its first messages, as if the inbox had been full: all but the last. */
  public static Effect inboxOverflow() {
    return SyncEffects.messages(
        "inbox-overflow",
        events -> events.isEmpty() ? events : events.subList(events.size() - 1, events.size()));
  }

  /**
   * A sync with {@code since} is answered without messages and at once, with the position that it
   * came from.
   */
  public static Effect emptySync() {
    return SyncEffects.of("empty-sync", SyncEffects::empty);
  }

  /**
   * The response to a sync with {@code since} has the position that the request came from, as from
   * a server that was restarted without its last changes: its messages come again with the next
   * sync.
   */
  public static Effect oldSince() {
    return SyncEffects.syncs(
        "old-since",
        (request, sync) -> new SyncRequest(request).since().map(sync::at).orElse(sync));
  }

  /**
   * The server does not see the {@code since} of a sync: messages that were handed out come again,
   * and everything else is as with it. Happens to every sync with one.
   */
  public static Effect forgottenSince() {
    return new Effect(
        "forgotten-since",
        Map.of(),
        SyncEffects.OPERATIONS,
        Condition.SINCE,
        SyncEffects::forgotten);
  }

  /** The server does not know the transactions of before: a repeated send is carried out again. */
  public static Effect forgottenTransaction() {
    AtomicInteger count = new AtomicInteger();
    return new Effect(
        "forgotten-transaction",
        Map.of(),
        Set.of("sendToDevice"),
        Condition.REPEATED_SEND,
        (request, upstream) ->
            upstream.send(
                request.withTarget(
                    request
                        .target()
                        .replaceFirst("(?=\\?|$)", "-forgotten" + count.incrementAndGet()))));
  }

  /** A claim gets the one-time key that an earlier claim got, of the same device and algorithm. */
  public static Effect oneTimeKeyTwice() {
    return new Effect(
        "one-time-key-twice", Map.of(), Set.of("claimKeys"), Condition.ASKS, new RepeatedKeys());
  }
}
