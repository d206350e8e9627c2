package io.todevice.clientkit;

import static io.todevice.clientkit.ClientAbility.STORE;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.clientkit.Moment.Call;
import io.todevice.faults.Effects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Scenarios of the position in the stream of messages. */
final class SyncScenarios {

  static final String OPERATION = "sync";

  private static final int PAGE = 100;
  private static final int MANY = 40;

  /** So much of each message that the pipe to the kit fills before the page ends. */
  private static final int MUCH = 8_000;

  private SyncScenarios() {}

  static List<Scenario> list() {
    return ScenarioList.join(pages(), breaks(), restarts());
  }

  private static ScenarioList pages() {
    return new ScenarioList("Send-to-Device messaging", "send-to-device-messaging")
        .must(
            "D1.in-order",
            "Messages are handled in the order in which they come.",
            stage -> backlog(stage, 10))
        .must(
            "D1.backlog",
            "The 101st message, which is on the second page, is handled too.",
            stage -> backlog(stage, PAGE + 1))
        .must(
            "D1.many-pages",
            "A backlog of five pages is handled completely, in order and once.",
            stage -> backlog(stage, 4 * PAGE + 50))
        .robust(
            "D1.reordered",
            "Messages are handled as the server has ordered them, whatever they contain.",
            stage -> {
              stage.fault(Effects.reordered(), OPERATION, Integer.MAX_VALUE);
              backlog(stage, 5);
            })
        .robust(
            "D3.repeated-page",
            "A page that comes again with the same next_batch is handled once.",
            stage -> {
              stage.fault(ScenarioEffects.repeatedPage(), OPERATION, Integer.MAX_VALUE);
              stage.start();
              stage.deliver(1);
              stage.untilHandled();
              stage.deliver(1);
              stage.untilHandled();
            });
  }

  private static void backlog(Stage stage, int count) throws InterruptedException {
    startWithBacklog(stage, count, "");
    stage.untilHandled();
  }

  /** Delivers messages while the client is away. */
  private static void startWithBacklog(Stage stage, int count, String padding)
      throws InterruptedException {
    if (stage.hasReports()) {
      stage.deliver(count, padding);
      stage.start();
    } else {
      // A person's client has no device before it has logged in.
      stage.start();
      stage.fault(Effects.unavailable(), OPERATION, Integer.MAX_VALUE);
      stage.deliver(count, padding);
      stage.heal();
    }
  }

  private static ScenarioList breaks() {
    ScenarioList section = new ScenarioList("Syncing", "syncing");
    for (Breakage broken : Breakage.list()) {
      section.must(
          "D2." + broken.id(),
          "A sync is repeated with the same since when "
              + broken.what()
              + ", and its messages are handled once.",
          stage -> {
            stage.fault(
                ScenarioEffects.onMessages(broken.effect().get(), 1), OPERATION, Integer.MAX_VALUE);
            stage.start();
            stage.deliver(3);
            stage.untilHandled();
            expectSinceKept(stage.syncs());
          });
    }
    return section
        .must(
            "D2.initial",
            "The first sync has no since.",
            stage -> {
              stage.launch();
              stage.until("a sync", () -> !stage.syncs().isEmpty());
              Call first = stage.syncs().get(0);
              Stage.expect(
                  first.query("since").isEmpty(),
                  "a sync without since",
                  "since=" + first.query("since").orElse(""),
                  first.place());
            })
        .must(
            "D2.chain",
            "Each sync has the next_batch of the one before for its since.",
            stage -> {
              stage.start();
              for (int i = 0; i < 5; i++) {
                stage.deliver(1);
                stage.untilHandled();
              }
              expectChain(stage.syncs());
            })
        .robust(
            "D5.refused-position",
            "A client whose position is refused with 400 starts afresh.",
            stage -> {
              stage.start();
              stage.fault(ScenarioEffects.positionRefused(), OPERATION, Integer.MAX_VALUE);
              stage.deliver(2);
              stage.untilHandled();
            });
  }

  /** After each sync that brought nothing comes one from the same position. */
  static void expectSinceKept(List<Call> syncs) {
    for (int i = 0; i + 1 < syncs.size(); i++) {
      if (syncs.get(i).isBroken()) {
        Call next = syncs.get(i + 1);
        Stage.expect(
            next.query("since").equals(syncs.get(i).query("since")),
            "the since of the sync that failed, " + shown(syncs.get(i).query("since")),
            shown(next.query("since")),
            next.place());
      }
    }
  }

  private static String shown(Optional<String> since) {
    return since.orElse("none");
  }

  private static void expectChain(List<Call> syncs) {
    String position = "";
    for (Call sync : syncs) {
      String expected = position;
      Stage.expect(
          expected.isEmpty() || sync.query("since").filter(expected::equals).isPresent(),
          "since=" + expected + ", the next_batch of the response before",
          shown(sync.query("since")),
          sync.place());
      position = sync.isAnswered(200) ? sync.nextBatch() : position;
    }
  }

  private static ScenarioList restarts() {
    return new ScenarioList("Send-to-Device messaging", "send-to-device-messaging")
        .must(
            "D2.killed-while-handling",
            "No message is lost when the client is killed before it has handled all of a page.",
            stage -> {
              stage.holdReports();
              startWithBacklog(stage, MANY, "x".repeat(MUCH));
              stage.until(
                  "a sync that brings a page of messages",
                  () -> stage.syncs().stream().anyMatch(sync -> sync.events().size() > 1));
              stage.until(
                  "a report of a message",
                  () -> !stage.hasReports() || !stage.received().isEmpty());
              // It may go on until its reports fill the pipe, and acknowledge too early.
              stage.quiet(Duration.ofMillis(500));
              stage.restart();
              stage.until(
                  "a sync that acknowledges what came last", () -> isCaughtUp(stage.syncs()));
              expectNoneLost(stage);
            })
        .should(
            "D2.resumes",
            "After a restart the first sync has the position of before, and no message comes"
                + " again.",
            stage -> {
              stage.start();
              stage.deliver(3);
              stage.untilHandled();
              int before = stage.syncs().size();
              stage.restart();
              Call first = stage.syncs().get(before);
              Stage.expect(
                  first.query("since").isPresent(),
                  "a sync with the since of before the restart",
                  "an initial sync",
                  first.place());
              stage.deliver(2);
              stage.untilHandled();
            },
            STORE);
  }

  /** Whether a sync goes on from a position, after the last that brought messages. */
  private static boolean isCaughtUp(List<Call> syncs) {
    boolean isCaughtUp = false;
    for (Call sync : syncs) {
      isCaughtUp = sync.events().isEmpty() && (isCaughtUp || sync.query("since").isPresent());
    }
    return isCaughtUp;
  }

  private static void expectNoneLost(Stage stage) throws InterruptedException {
    if (!stage.hasReports()) {
      return;
    }
    stage.quiet(Duration.ofMillis(300));
    TreeSet<Integer> missing =
        new TreeSet<>(IntStream.rangeClosed(1, stage.delivered()).boxed().toList());
    List<Integer> handled = new ArrayList<>();
    for (JsonNode message : stage.received()) {
      handled.add(message.at("/content/number").asInt());
    }
    missing.removeAll(handled);
    Stage.expect(
        missing.isEmpty(),
        "each of " + stage.delivered() + " messages handled before the end or after it",
        "lost are those with the numbers " + missing,
        Stage.last(stage.syncs()));
  }
}
