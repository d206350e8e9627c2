package io.todevice.clientkit;

import static io.todevice.clientkit.ClientAbility.SEND;

import io.todevice.clientkit.Moment.Call;
import io.todevice.faults.Effects;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Scenarios of waiting for messages. */
final class WaitingScenarios {

  private static final Duration WATCHED = Duration.ofSeconds(3);
  private static final Duration LEAST_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration PROMPT = Duration.ofSeconds(1);

  private static final Duration PIECE = Duration.ofMillis(200);

  /** An outage is not answered by more requests than so many in {@link #WATCHED}. */
  private static final int MOST_IN_OUTAGE = 15;

  private static final int MOST_WHEN_IDLE = 4;

  /** How much longer than for anything else it may take to notice that a connection is dead. */
  private static final int DEAD = 4;

  private WaitingScenarios() {}

  static List<Scenario> list() {
    return ScenarioList.join(waits(), connections());
  }

  private static ScenarioList waits() {
    return new ScenarioList("Syncing", "syncing")
        .should(
            "D4.long-poll",
            "A client that waits for messages leaves the waiting to the server, with a timeout.",
            stage -> {
              stage.start();
              stage.quiet(WATCHED);
              List<Call> polls = polls(stage);
              SendScenarios.expectAtMost(
                  polls, MOST_WHEN_IDLE, "syncs within " + WATCHED.toSeconds() + " s");
              for (Call poll : polls) {
                String timeout = poll.query("timeout").orElse("0");
                Stage.expect(
                    timeout.matches("\\d{1,9}")
                        && Integer.parseInt(timeout) >= LEAST_TIMEOUT.toMillis(),
                    "a timeout of " + LEAST_TIMEOUT.toMillis() + " ms or more",
                    "timeout=" + timeout,
                    poll.place());
              }
            })
        .should(
            "D4.empty-at-once",
            "Syncs that are answered empty and at once are not repeated without a pause.",
            stage -> {
              stage.start();
              stage.fault(Effects.emptySync(), SyncScenarios.OPERATION, Integer.MAX_VALUE);
              stage.wake();
              stage.quiet(WATCHED);
              SendScenarios.expectAtMost(
                  polls(stage), 2 * MOST_IN_OUTAGE, "syncs within " + WATCHED.toSeconds() + " s");
              stage.heal();
              stage.deliver(1);
              stage.untilHandled();
            })
        .should(
            "D4.outage",
            "While the server is not available it is not asked without a pause, and then the"
                + " client goes on.",
            stage -> {
              stage.start();
              stage.fault(Effects.unavailable());
              stage.wake();
              stage.quiet(WATCHED);
              SendScenarios.expectAtMost(
                  stage.syncs().stream().filter(sync -> sync.isAnswered(503)).toList(),
                  MOST_IN_OUTAGE,
                  "syncs within " + WATCHED.toSeconds() + " s");
              stage.heal();
              stage.deliver(1);
              stage.untilHandled();
            })
        .should(
            "D4.prompt",
            "After a sync with messages the next one comes within a second.",
            stage -> {
              stage.start();
              stage.deliver(1);
              stage.untilHandled();
              Call page = pages(stage).get(0);
              Call next = after(stage.syncs(), page);
              long millis = Duration.ofNanos(next.nanos() - page.answeredNanos()).toMillis();
              Stage.expect(
                  millis <= PROMPT.toMillis(),
                  "the next sync within " + PROMPT.toMillis() + " ms",
                  "it came after " + millis + " ms",
                  next.place());
            })
        .should(
            "D4.one-at-a-time",
            "There is one sync at a time.",
            stage -> {
              stage.start();
              stage.deliver(5);
              stage.untilHandled();
              stage.quiet(LEAST_TIMEOUT);
              List<Call> syncs = stage.syncs();
              for (int i = 0; i + 1 < syncs.size(); i++) {
                Stage.expect(
                    syncs.get(i).response().isPresent()
                        && syncs.get(i).answeredNanos() <= syncs.get(i + 1).nanos(),
                    "the next sync after the response to the one before",
                    "a second sync while one is waiting",
                    syncs.get(i + 1).place());
              }
            });
  }

  private static ScenarioList connections() {
    return new ScenarioList("Syncing", "syncing")
        .should(
            "D4.dead-connection",
            "A client notices that the response to a long poll does not come any more, and asks"
                + " again.",
            stage -> {
              stage.fault(
                  ScenarioEffects.onMessages(ScenarioEffects.dead(), 1),
                  SyncScenarios.OPERATION,
                  Integer.MAX_VALUE);
              stage.start();
              stage.deliver(1);
              stage.until(
                  "another sync after one whose response does not come",
                  () -> !stage.accepted().isEmpty(),
                  stage.limit().multipliedBy(DEAD));
              stage.untilHandled();
            })
        .should(
            "D4.late-response",
            "A response to a long poll may come a second after the timeout.",
            stage -> {
              stage.fault(
                  ScenarioEffects.onMessages(Effects.delay(Stage.SYNC_TIMEOUT.plus(PROMPT)), 1),
                  SyncScenarios.OPERATION,
                  Integer.MAX_VALUE);
              stage.start();
              stage.deliver(1);
              stage.until(
                  "a sync that is answered late, and one after it",
                  () ->
                      findLate(stage)
                          .filter(late -> late.number() < lastOf(stage.syncs()).number())
                          .isPresent());
              Call late = findLate(stage).orElseThrow();
              Call next = after(stage.syncs(), late);
              Stage.expect(
                  next.nanos() >= late.answeredNanos(),
                  "a client that waits for the response",
                  "it asked again before the response came, and would do so for ever",
                  next.place());
              stage.untilHandled();
            })
        .should(
            "D4.dribbled",
            "A response that comes in pieces is taken when it is whole, and once.",
            stage -> {
              stage.fault(
                  ScenarioEffects.onMessages(Effects.dribble(PIECE), 1),
                  SyncScenarios.OPERATION,
                  Integer.MAX_VALUE);
              stage.start();
              stage.deliver(2);
              stage.untilHandled();
              Call page = pages(stage).get(0);
              Call next = after(stage.syncs(), page);
              Stage.expect(
                  next.nanos() - page.answeredNanos() > PIECE.multipliedBy(6).toNanos(),
                  "a client that waits until the response is whole",
                  "it asked again while pieces were coming",
                  next.place());
            })
        .must(
            "D2.slow-network",
            "Over a slow network every message is sent and handled once, and in order.",
            stage -> {
              stage.start();
              stage.fault(Effects.logNormalDelay(Duration.ofMillis(60), 0.7, ClientKit.SEED));
              for (int i = 0; i < 5; i++) {
                stage.deliver(2);
                stage.untilSent(stage.send());
              }
              stage.untilHandled();
              SendScenarios.expectTransactions(stage, 5);
            },
            SEND);
  }

  /** The syncs that may wait: those from a position. */
  private static List<Call> polls(Stage stage) {
    return stage.syncs().stream().filter(sync -> sync.query("since").isPresent()).toList();
  }

  /** The sync whose response was delayed. */
  private static Optional<Call> findLate(Stage stage) {
    return pages(stage).stream()
        .filter(
            page ->
                page.answeredNanos() - page.nanos() >= Stage.SYNC_TIMEOUT.plus(PROMPT).toNanos())
        .findFirst();
  }

  private static Call lastOf(List<Call> syncs) {
    return syncs.get(syncs.size() - 1);
  }

  private static List<Call> pages(Stage stage) {
    return stage.syncs().stream().filter(sync -> !sync.events().isEmpty()).toList();
  }

  private static Call after(List<Call> syncs, Call sync) {
    return syncs.get(syncs.indexOf(sync) + 1);
  }
}
