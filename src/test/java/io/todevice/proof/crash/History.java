package io.todevice.proof.crash;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What clients know of their messages: what was sent, and what arrived. For one thread. */
final class History {

  /**
   * What one client sent to one other.
   *
   * @param answered the numbers of requests that were answered 200 in the end, in this order
   * @param unanswered those that were given up
   */
  private record Sent(Set<Integer> answered, Set<Integer> unanswered) {}

  private final Map<List<Integer>, Sent> sent = new LinkedHashMap<>();
  private final Map<Integer, List<Message>> arrived = new TreeMap<>();

  /** A request to a receiver, and whether it was answered 200 in the end. */
  void send(Message message, int receiver, boolean isAnswered) {
    Sent requests =
        sent.computeIfAbsent(
            List.of(message.sender(), receiver),
            key -> new Sent(new LinkedHashSet<>(), new HashSet<>()));
    if (isAnswered) {
      requests.answered().add(message.number());
    } else {
      requests.unanswered().add(message.number());
    }
  }

  /** Messages that a receiver got, in this order. */
  void arrive(int receiver, List<Message> messages) {
    arrived.computeIfAbsent(receiver, key -> new ArrayList<>()).addAll(messages);
  }

  /** What went wrong; empty where nothing did. */
  List<String> violations() {
    List<String> violations = new ArrayList<>();
    sent.forEach(
        (pair, requests) -> {
          int receiver = pair.get(1);
          List<Integer> numbers =
              arrived.getOrDefault(receiver, List.of()).stream()
                  .filter(message -> message.sender() == pair.get(0))
                  .map(Message::number)
                  .toList();
          check("from %d to %d".formatted(pair.get(0), receiver), requests, numbers, violations);
        });
    return violations;
  }

  private static void check(
      String what, Sent requests, List<Integer> numbers, List<String> violations) {
    Set<Integer> seen = new HashSet<>();
    numbers.stream()
        .filter(number -> !seen.add(number))
        .forEach(number -> violations.add(what + ": " + number + " came twice"));
    requests.answered().stream()
        .filter(number -> !seen.contains(number))
        .forEach(number -> violations.add(what + ": " + number + " was answered and is lost"));
    seen.stream()
        .filter(number -> !requests.answered().contains(number))
        .filter(number -> !requests.unanswered().contains(number))
        .forEach(number -> violations.add(what + ": " + number + " was never sent"));
    List<Integer> inOrder = requests.answered().stream().filter(seen::contains).toList();
    List<Integer> answered =
        numbers.stream().distinct().filter(requests.answered()::contains).toList();
    if (!answered.equals(inOrder)) {
      violations.add(what + ": came in the order " + answered);
    }
  }
}
