package io.todevice.clientkit;

import static io.todevice.clientkit.ClientAbility.SEND;

import io.todevice.clientkit.Moment.Call;
import io.todevice.clientkit.Moment.Report;
import io.todevice.conformance.suite.Json;
import io.todevice.faults.Effect;
import io.todevice.faults.Effects;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Scenarios of sending: transactions, rate limits, what is sent. */
final class SendScenarios {

  static final String OPERATION = "sendToDevice";

  private static final String ALL = "*";
  private static final Duration RATE_LIMIT = Duration.ofMillis(1500);

  /** Clocks of programs tick in milliseconds. */
  private static final Duration TICK = Duration.ofMillis(20);

  private static final Duration WATCHED = Duration.ofSeconds(2);

  private static final Breakage SLOW =
      new Breakage(
          "slow-response", "the response takes 2 s", () -> Effects.delay(Duration.ofSeconds(2)));

  /** Errors that say that the same request will never succeed. */
  private record Refused(String id, int status, String errcode) {}

  private static final List<Refused> REFUSED =
      List.of(
          new Refused("T3.refused", 400, "M_BAD_JSON"),
          new Refused("T3.forbidden", 403, "M_FORBIDDEN"),
          new Refused("S6.too-large", 413, "M_TOO_LARGE"));

  private SendScenarios() {}

  static List<Scenario> list() {
    return ScenarioList.join(transactions(), limits(), contents());
  }

  private static ScenarioList transactions() {
    ScenarioList section = new ScenarioList("Transaction identifiers", "transaction-identifiers");
    for (Breakage broken : Stream.concat(Breakage.list().stream(), Stream.of(SLOW)).toList()) {
      section.must(
          "T1." + broken.id(),
          "A send is repeated in the same transaction, if at all, when " + broken.what() + ".",
          stage -> {
            sendThrough(stage, broken.effect().get());
            expectOneTransaction(stage);
          },
          SEND);
    }
    section.should(
        "T1.repeats-by-itself",
        "A send whose response is lost is repeated without the application's help.",
        stage -> {
          expectOwnRepetition(stage, sendThrough(stage, Effects.answerLost()));
        },
        SEND);
    for (Refused refused : REFUSED) {
      section.should(
          refused.id(),
          "A send that is refused with " + refused.status() + " is not repeated over and over.",
          stage -> {
            stage.start();
            stage.fault(
                ScenarioEffects.refused(refused.status(), refused.errcode()),
                OPERATION,
                Integer.MAX_VALUE);
            stage.send();
            stage.until("a send", () -> !stage.sends().isEmpty());
            stage.quiet(WATCHED);
            expectAtMost(stage.sends(), 3, "sends within " + WATCHED.toSeconds() + " s");
          },
          SEND);
    }
    return section
        .must(
            "T1.unique",
            "Each message has a transaction of its own.",
            stage -> {
              stage.start();
              for (int i = 0; i < 10; i++) {
                stage.untilSent(stage.send());
              }
              expectTransactions(stage, 10);
            },
            SEND)
        .must(
            "T1.unique-after-restart",
            "After a restart transaction identifiers are not used again.",
            stage -> {
              stage.start();
              stage.untilSent(stage.send());
              stage.untilSent(stage.send());
              stage.restart();
              stage.untilSent(stage.send());
              stage.untilSent(stage.send());
              expectTransactions(stage, 4);
            },
            SEND);
  }

  private static String sendThrough(Stage stage, Effect effect) throws InterruptedException {
    stage.start();
    stage.fault(effect, OPERATION, 1);
    String id = stage.send();
    stage.untilSent(id);
    return id;
  }

  private static void expectOwnRepetition(Stage stage, String id) {
    for (Report failure : stage.reportsOf("failed", id)) {
      Stage.expect(
          /* isMet= */ false,
          "a second send by the client itself",
          "the client reported that the send failed: "
              + failure.value().path("error").asText("without a reason"),
          OptionalInt.of(failure.number()));
    }
  }

  private static void expectOneTransaction(Stage stage) {
    Call first = stage.sends().get(0);
    for (Call send : stage.sends()) {
      Stage.expect(
          send.pathValues().equals(first.pathValues()),
          "the transaction of the first attempt, " + first.pathValues().get(1),
          "another one, " + send.pathValues().get(1) + ": the peer may get the message twice",
          send.place());
      Stage.expect(
          Json.areSame(send.body(), first.body()),
          "the body of the first attempt",
          "another body in the same transaction",
          send.place());
    }
  }

  static void expectTransactions(Stage stage, int count) {
    Set<List<String>> seen = new HashSet<>();
    Set<String> bodies = new HashSet<>();
    for (Call send : stage.sends()) {
      Stage.expect(
          seen.add(send.pathValues()) | !bodies.add(send.request().text()),
          "a transaction of its own for each of " + count + " messages",
          send.pathValues().get(1) + " is used for another message too, which is lost",
          send.place());
    }
  }

  static void expectAtMost(List<Call> calls, int most, String what) {
    Stage.expect(
        calls.size() <= most, "at most " + most + " " + what, calls.size() + "", Stage.last(calls));
  }

  private static ScenarioList limits() {
    return new ScenarioList("Rate limiting", "rate-limiting")
        .should(
            "R3.send",
            "A send that is refused with 429 is repeated, and not before retry_after_ms is over.",
            stage -> {
              expectOwnRepetition(stage, sendThrough(stage, Effects.rateLimited(RATE_LIMIT)));
              expectOneTransaction(stage);
              expectWait(stage.sends());
            },
            SEND)
        .should(
            "R3.sync",
            "A sync that is refused with 429 is repeated, and not before retry_after_ms is over.",
            stage -> {
              stage.fault(
                  ScenarioEffects.onMessages(Effects.rateLimited(RATE_LIMIT), 1),
                  SyncScenarios.OPERATION,
                  Integer.MAX_VALUE);
              stage.start();
              stage.deliver(2);
              stage.untilHandled();
              expectWait(stage.syncs());
            });
  }

  /** Whether the next of the calls after one that was limited came late enough. */
  private static void expectWait(List<Call> calls) {
    for (int i = 0; i + 1 < calls.size(); i++) {
      if (calls.get(i).isAnswered(429)) {
        Duration wait = Duration.ofNanos(calls.get(i + 1).nanos() - calls.get(i).answeredNanos());
        Stage.expect(
            wait.compareTo(RATE_LIMIT.minus(TICK)) >= 0,
            "a pause of " + RATE_LIMIT.toMillis() + " ms, as retry_after_ms says",
            "the next request came after " + wait.toMillis() + " ms",
            calls.get(i + 1).place());
      }
    }
  }

  private static ScenarioList contents() {
    ScenarioList section =
        new ScenarioList("Send-to-Device messaging", "send-to-device-messaging")
            .must(
                "S2.wildcard",
                "A message to all devices of a user is sent to *.",
                stage -> {
                  String content = "{\"to\":\"all\"}";
                  stage.start();
                  stage.untilSent(stage.send(Stage.TYPE, ALL, content), Stage.TYPE, ALL, content);
                  Call send = stage.sends().get(0);
                  Stage.expect(
                      Json.areSame(
                          send.body().path("messages").path(stage.bed().peer().userId()),
                          Json.of("{\"*\":" + content + "}")),
                      "{\"*\": …} for the user",
                      send.body().path("messages").toString(),
                      send.place());
                },
                SEND)
            .should(
                "S7.content-type",
                "Requests with a body say that it is application/json.",
                stage -> {
                  stage.start();
                  stage.untilSent(stage.send());
                  for (Call call : stage.calls(request -> request.body().length > 0)) {
                    String type = call.request().findHeader("Content-Type").orElse("none");
                    Stage.expect(
                        type.startsWith("application/json"),
                        "Content-Type: application/json",
                        type,
                        call.place());
                  }
                },
                SEND)
            .must(
                "S8.path",
                "An event type is percent-encoded once in the path.",
                stage -> {
                  String type = Stage.TYPE + "/a b%2Fü?#+";
                  String content = "{\"odd\":\"type\"}";
                  String device = stage.bed().peer().deviceId();
                  stage.start();
                  stage.untilSent(stage.send(type, device, content), type, device, content);
                  Call send = stage.sends().get(0);
                  Stage.expect(
                      send.pathValues().size() == 2 && send.pathValues().get(0).equals(type),
                      "the type " + type,
                      send.request().path(),
                      send.place());
                },
                SEND);
    ContentScenarios.CONTENTS.forEach(
        (name, content) ->
            section.must(
                "S4.sent-" + name,
                "Content is sent unaltered: " + name.replace('-', ' ') + ".",
                stage -> {
                  String device = stage.bed().peer().deviceId();
                  stage.start();
                  stage.untilSent(
                      stage.send(Stage.TYPE, device, content), Stage.TYPE, device, content);
                  Call send = stage.sends().get(0);
                  Stage.expect(
                      ScenarioMessages.isContent(send, content),
                      content,
                      send.body().path("messages").toString(),
                      send.place());
                },
                SEND));
    return section;
  }
}
