package io.todevice.faults;

import io.todevice.domain.JsonObject;
import io.todevice.domain.JsonValue;
import io.todevice.faults.Effect.Condition;
import io.todevice.faults.ProxyResponse.Sending;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
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
    requirePositive(pause);
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
    requirePositive(wait);
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
    requirePositive(delay);
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
    requirePositive(median);
    if (!(sigma >= 0 && sigma < 10)) {
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
          List<JsonValue> reversed = new ArrayList<>(events);
          Collections.reverse(reversed);
          return reversed;
        });
  }

  /** The contents of the messages in a sync lack their members. */
  public static Effect emptied() {
    return contents(
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
    return contents("altered", Alteration::alter);
  }

  private static Effect contents(String name, UnaryOperator<JsonObject> change) {
    return messages(
        name, events -> events.stream().map(event -> withContent(event, change)).toList());
  }

  private static JsonValue withContent(JsonValue event, UnaryOperator<JsonObject> change) {
    Optional<Map<String, JsonValue>> members = RawJson.members(event.toBytes());
    if (members.isPresent() && members.get().get("content") instanceof JsonObject content) {
      JsonObject changed = change.apply(content);
      members.get().put("content", changed);
      return changed.equals(content) ? event : RawJson.value(members.get());
    }
    return event;
  }

  /**
   * A sync has at most {@code size} messages; those behind them come with the syncs that follow,
   * and none gets lost.
   */
  public static Effect pages(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a page has at least one message, not " + size);
    }
    return new Effect("pages", Map.of(SIZE, size), SYNC, Condition.ASKS, new Pages(size));
  }

  /** A sync lacks its first messages, as if the inbox had been full: all but the last. */
  public static Effect inboxOverflow() {
    return messages(
        "inbox-overflow",
        events -> events.isEmpty() ? events : events.subList(events.size() - 1, events.size()));
  }

  private static Effect messages(String name, UnaryOperator<List<JsonValue>> change) {
    return syncs(name, (request, sync) -> sync.withEvents(change.apply(sync.events())));
  }

  /** An effect on those syncs whose response it changes. */
  private static Effect syncs(String name, BiFunction<ProxyRequest, SyncBody, SyncBody> change) {
    return new Effect(
        name,
        Map.of(),
        SYNC,
        Condition.ASKS,
        (request, upstream) ->
            SyncBody.edit(
                upstream.send(request),
                sync -> {
                  SyncBody changed = change.apply(request, sync);
                  return changed.equals(sync) || !upstream.mayHappen() ? sync : changed;
                }));
  }

  /**
   * A sync with {@code since} is answered without messages and at once, with the position that it
   * came from.
   */
  public static Effect emptySync() {
    return new Effect("empty-sync", Map.of(), SYNC, Condition.ASKS, Effects::emptySync);
  }

  private static ProxyResponse emptySync(ProxyRequest request, Fault.Upstream upstream)
      throws IOException {
    Optional<String> since = request.findQuery("since");
    boolean isWaiting = !request.findQuery("timeout").orElse("0").equals("0");
    if (since.isEmpty() || (isWaiting && !upstream.mayHappen())) {
      return upstream.send(request);
    }
    return SyncBody.edit(
        upstream.send(request.withQuery("timeout", "0")),
        sync -> {
          SyncBody empty = sync.withoutNews().at(since.get());
          boolean isEmpty = sync.events().isEmpty() && sync.nextBatch().equals(since.get());
          return isWaiting || (!isEmpty && upstream.mayHappen()) ? empty : sync;
        });
  }

  /**
   * The response to a sync with {@code since} has the position that the request came from, as from
   * a server that was restarted without its last changes: its messages come again with the next
   * sync.
   */
  public static Effect oldSince() {
    return syncs(
        "old-since", (request, sync) -> request.findQuery("since").map(sync::at).orElse(sync));
  }

  /**
   * The server does not see the {@code since} of a sync: what was handed out comes again. Happens
   * to every sync with one.
   */
  public static Effect forgottenSince() {
    return new Effect(
        "forgotten-since",
        Map.of(),
        SYNC,
        Condition.SINCE,
        (request, upstream) -> upstream.send(request.withoutQuery("since")));
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
