package io.todevice.clientkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.todevice.clientkit.Moment.Call;
import io.todevice.conformance.suite.Json;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** The messages of scenarios, as the client has got and as it has handled them. */
final class ScenarioMessages {

  private static final int MAX_SHOWN = 200;

  private ScenarioMessages() {}

  /** Whether it is a message of a scenario. */
  static boolean isOne(JsonNode event) {
    return event.path("type").asText().startsWith(Stage.TYPE);
  }

  /** Whether a send has a content for anybody. */
  static boolean isContent(Call send, String contentJson) {
    JsonNode expected = Json.of(contentJson);
    for (JsonNode user : send.body().path("messages")) {
      for (JsonNode content : user) {
        if (Json.areSame(content, expected)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Those on pages whose position a later sync has; each page counts once. */
  static List<JsonNode> acknowledged(List<Call> syncs) {
    Map<String, List<JsonNode>> pages = new LinkedHashMap<>();
    Set<String> acknowledged = new HashSet<>();
    for (Call sync : syncs) {
      sync.query("since").ifPresent(acknowledged::add);
      if (sync.isAnswered(200) && !sync.events().isEmpty()) {
        pages.put(
            sync.nextBatch(), sync.events().stream().filter(ScenarioMessages::isOne).toList());
      }
    }
    pages.keySet().retainAll(acknowledged);
    return pages.values().stream().flatMap(List::stream).toList();
  }

  /** Judges whether each was handled once, unaltered, in the order of the responses. */
  static void expectHandled(List<Call> syncs, List<JsonNode> actual) {
    List<JsonNode> expected = acknowledged(syncs);
    for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
      String should = i < expected.size() ? shown(expected.get(i)) : "none";
      String is = i < actual.size() ? shown(actual.get(i)) : "none";
      Stage.expect(
          i < expected.size()
              && i < actual.size()
              && Json.areSame(message(expected.get(i)), message(actual.get(i))),
          "each message handled once, unaltered and in order; number " + (i + 1) + ": " + should,
          "the client reported " + is,
          i < expected.size() ? place(syncs, expected.get(i)) : Stage.last(syncs));
    }
  }

  private static OptionalInt place(List<Call> syncs, JsonNode event) {
    return syncs.stream()
        .filter(sync -> sync.events().contains(event))
        .mapToInt(Call::number)
        .findFirst();
  }

  /** What of a message a client has to hand over; other members may come and go. */
  private static List<JsonNode> members(JsonNode event) {
    return List.of(event.path("sender"), event.path("type"), event.path("content"));
  }

  private static JsonNode message(JsonNode event) {
    return JsonNodeFactory.instance.arrayNode().addAll(members(event));
  }

  private static String shown(JsonNode event) {
    String text =
        members(event).stream().skip(1).map(JsonNode::toString).collect(Collectors.joining(" "));
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }
}
