package io.todevice.clientkit;

import io.todevice.faults.Effect;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Scenarios of what is received, and of what is around it in a response. */
final class ContentScenarios {

  /** Contents that a client may neither alter nor choke on, by their names. */
  static final Map<String, String> CONTENTS =
      new TreeMap<>(
          Map.of(
              "no-members",
              "{}",
              "big-numbers",
              "{\"most\":9007199254740991,\"least\":-9007199254740991,\"half\":0.5,\"zero\":0}",
              "odd-keys",
              "{\"\":1,\" \":2,\".\":3,\"a.b\":4,\"__proto__\":{\"x\":5},\"constructor\":6,"
                  + "\"\\u0000\":7,\"$ref\":8,\"toString\":9}",
              "unicode",
              "{\"é\":\"\\u00e9 e\\u0301 \\ud83c\\udf0d \\u200b \\u2028 \\ufeff \\ufffd\"}",
              "escapes",
              "{\"text\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001 %41 &amp; <b> \\\\u0041\"}",
              "empty-values",
              "{\"null\":null,\"object\":{},\"list\":[],\"text\":\"\",\"false\":false,"
                  + "\"nested\":[[],[{}],[null]]}"));

  /** Messages of types that clients know, with contents that they do not expect. */
  private static final Map<String, String> UNEXPECTED =
      Map.of(
          "m.room.encrypted", "{\"algorithm\":1,\"ciphertext\":\"none\"}",
          "m.room_key", "{}",
          "m.room_key_request", "{\"action\":[]}",
          "m.forwarded_room_key", "{\"session_key\":null}",
          "m.key.verification.request", "{\"methods\":\"none\"}",
          "m.secret.send", "{\"request_id\":{}}",
          "m.dummy", "{\"unexpected\":true}");

  /** What a response is like beside the messages. */
  private record Around(String id, String title, Supplier<Effect> effect) {}

  private ContentScenarios() {}

  static List<Scenario> list() {
    return ScenarioList.join(contents(), responses());
  }

  private static ScenarioList contents() {
    ScenarioList section = new ScenarioList("Send-to-Device messaging", "send-to-device-messaging");
    CONTENTS.forEach(
        (name, content) ->
            section.must(
                "S4.received-" + name,
                "Content is handed over unaltered: " + name.replace('-', ' ') + ".",
                stage -> {
                  stage.start();
                  stage.deliver(Stage.TYPE, content);
                  stage.deliver(1);
                  stage.untilHandled();
                }));
    return section
        .must(
            "S4.unknown-type",
            "A message of an unknown type keeps nothing else from being handled.",
            stage -> {
              stage.start();
              stage.deliver("org.example.unheard-of", "{\"n\":1}");
              stage.deliver("m.unheard_of", "{\"n\":1}");
              stage.deliver("x", "{}");
              stage.deliver(2);
              stage.untilHandled();
            })
        .robust(
            "S4.unexpected-content",
            "Messages of known types with unexpected contents keep nothing else from being"
                + " handled.",
            stage -> {
              stage.start();
              UNEXPECTED.forEach(stage::deliver);
              stage.deliver(2);
              stage.untilHandled();
            });
  }

  private static ScenarioList responses() {
    ScenarioList section = new ScenarioList("Syncing", "syncing");
    Stream.of(
            new Around(
                "D9.unknown-fields",
                "Unknown fields in a sync, and in its messages, are ignored.",
                ScenarioEffects::unknownFields),
            new Around(
                "D9.sparse", "A sync may lack everything but next_batch.", ScenarioEffects::sparse))
        .forEach(around -> section.must(around.id(), around.title(), through(around.effect())));
    return section.robust(
        "D9.malformed-messages",
        "Messages that are no messages keep the others from nothing.",
        through(ScenarioEffects::malformedMessages));
  }

  private static Scenario.Script through(Supplier<Effect> effect) {
    return stage -> {
      stage.fault(effect.get(), SyncScenarios.OPERATION, Integer.MAX_VALUE);
      stage.start();
      stage.deliver(2);
      stage.untilHandled();
    };
  }
}
