package io.todevice.testing;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.faults.Edits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The messages that were sent to a device, as the journal shows them, at the moment of asking. An
 * instance is immutable; each method makes a narrower choice.
 */
public final class Messages {

  private static final Set<String> SYNCS = Set.of("sync", "slidingSync");

  private record Key(String sender, String type, JsonNode content) {}

  /** The messages in a response, and the position that acknowledges them. */
  private record Batch(String nextBatch, List<Key> keys) {

    static Optional<Batch> find(RecordedExchange exchange) {
      if (exchange.status().orElse(0) != 200) {
        return Optional.empty();
      }
      return Edits.object(exchange.responseBody())
          .flatMap(
              body ->
                  find(body.path("next_batch"), body.at("/to_device/events"))
                      .or(
                          () ->
                              find(
                                  body.at("/extensions/to_device/next_batch"),
                                  body.at("/extensions/to_device/events"))));
    }

    private static Optional<Batch> find(JsonNode nextBatch, JsonNode events) {
      List<Key> keys = new ArrayList<>();
      events.forEach(
          event ->
              keys.add(
                  new Key(
                      event.path("sender").asText(),
                      event.path("type").asText(),
                      event.path("content"))));
      return events.isArray() ? Optional.of(new Batch(nextBatch.asText(), keys)) : Optional.empty();
    }
  }

  private static final class Counts {
    int sent;
    int acknowledged;
    int handedOut;
  }

  private final Session to;
  private final Optional<Session> from;
  private final Optional<String> type;
  private final Supplier<List<RecordedExchange>> journal;

  Messages(
      Session to,
      Optional<Session> from,
      Optional<String> type,
      Supplier<List<RecordedExchange>> journal) {
    this.to = to;
    this.from = from;
    this.type = type;
    this.journal = journal;
  }

  /**
   * Those that a device has sent.
   *
   * @throws IllegalArgumentException if it is a device of another server
   */
  public Messages from(Session device) {
    to.requireSameServer(device);
    return new Messages(to, Optional.of(device), type, journal);
  }

  /** Those of a type. */
  public Messages ofType(String only) {
    return new Messages(to, from, Optional.of(requireNonNull(only, "only")), journal);
  }

  /**
   * What became of each, in order of sending. Messages of the same sender, type and content are
   * one, with the number of times that it was sent.
   *
   * @throws IllegalStateException if the journal has dropped exchanges, so that nobody knows
   */
  public List<Delivery> list() {
    // What a fault has answered was neither sent to the server nor acknowledged.
    List<RecordedExchange> seen =
        journal.get().stream().filter(exchange -> exchange.fault().isEmpty()).toList();
    Map<Key, Counts> counts = new LinkedHashMap<>();
    countSent(seen, counts);
    countReceived(seen, counts);
    return counts.entrySet().stream()
        .map(
            entry ->
                new Delivery(
                    entry.getKey().sender(),
                    entry.getKey().type(),
                    entry.getKey().content().toString(),
                    entry.getValue().sent,
                    entry.getValue().acknowledged,
                    entry.getValue().handedOut))
        .toList();
  }

  /**
   * The requests about them that a fault has answered in place of the server: sends to the device,
   * and syncs of it.
   *
   * @throws IllegalStateException if the journal has dropped exchanges, so that nobody knows
   */
  public List<RecordedExchange> answeredByFaults() {
    return journal.get().stream()
        .filter(exchange -> exchange.fault().isPresent())
        .filter(exchange -> isSendOfThese(exchange) || isSync(exchange))
        .toList();
  }

  private boolean isSync(RecordedExchange exchange) {
    return to.isOf(exchange) && exchange.operationId().filter(SYNCS::contains).isPresent();
  }

  private boolean isSendOfThese(RecordedExchange exchange) {
    return SentMessage.isSend(exchange)
        && isWanted(SentMessage.type(exchange))
        && from.filter(device -> !device.isOf(exchange)).isEmpty()
        && SentMessage.listOf(exchange).stream().anyMatch(message -> message.isTo(to));
  }

  private void countSent(List<RecordedExchange> seen, Map<Key, Counts> counts) {
    Set<List<String>> transactions = new HashSet<>();
    for (RecordedExchange exchange : seen) {
      if (exchange.status().orElse(0) != 200 || !isSendOfThese(exchange)) {
        continue;
      }
      List<String> transaction = new ArrayList<>(exchange.pathValues());
      transaction.add(exchange.userId().orElse(""));
      transaction.add(exchange.deviceId().orElse(""));
      if (transactions.add(transaction)) {
        for (SentMessage message : SentMessage.listOf(exchange)) {
          if (message.isTo(to)) {
            Key key =
                new Key(
                    exchange.userId().orElse(""), SentMessage.type(exchange), message.content());
            counts.computeIfAbsent(key, unseen -> new Counts()).sent++;
          }
        }
      }
    }
  }

  private boolean isWanted(String ofType) {
    return type.isEmpty() || type.get().equals(ofType);
  }

  private void countReceived(List<RecordedExchange> seen, Map<Key, Counts> counts) {
    Set<String> acknowledged = new HashSet<>();
    Map<String, List<Counts>> batches = new HashMap<>();
    for (RecordedExchange exchange : seen) {
      if (to.isOf(exchange)) {
        since(exchange).ifPresent(acknowledged::add);
        Batch.find(exchange)
            .ifPresent(
                batch -> {
                  List<Counts> found = batch.keys().stream().map(counts::get).toList();
                  found.stream().filter(Objects::nonNull).forEach(each -> each.handedOut++);
                  // The same position again: a response that got lost is repeated, or, without
                  // messages, nothing has come since.
                  if (!found.isEmpty()) {
                    batches.put(batch.nextBatch(), found);
                  }
                });
      }
    }
    batches.keySet().retainAll(acknowledged);
    batches.values().stream()
        .flatMap(List::stream)
        .filter(Objects::nonNull)
        .forEach(each -> each.acknowledged++);
  }

  /** What a sync acknowledges: its own {@code since}, or that of the extension in its body. */
  private static Optional<String> since(RecordedExchange exchange) {
    return exchange
        .queryParameter("since")
        .or(
            () ->
                Edits.object(exchange.requestBody())
                    .map(body -> body.at("/extensions/to_device/since"))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText));
  }

  @Override
  public String toString() {
    return "messages"
        + type.map(only -> " of type " + only).orElse("")
        + from.map(device -> " from " + device).orElse("")
        + " to "
        + to;
  }
}
