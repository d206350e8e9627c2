package io.todevice.clientkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.clientkit.Moment.Call;
import io.todevice.clientkit.Moment.Report;
import io.todevice.conformance.report.Failure;
import io.todevice.conformance.suite.Json;
import io.todevice.conformance.suite.UnmetException;
import io.todevice.faults.Effect;
import io.todevice.faults.FaultRule;
import io.todevice.faults.FaultRules;
import io.todevice.faults.ProxyRequest;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * What a scenario acts with: the client, its peer on the server, the faults between them, and what
 * was seen. Used by one thread.
 */
final class Stage {

  /** What the types of the messages begin with that scenarios send. */
  static final String TYPE = "io.todevice.kit";

  /** The timeout that the client is asked to sync with. */
  static final Duration SYNC_TIMEOUT = Duration.ofSeconds(3);

  /** How long it is watched whether something comes that must not. */
  private static final Duration SETTLE = Duration.ofMillis(300);

  /** So much longer than anything else may the start of a client take. */
  private static final int START = 3;

  private static final int MAX_REPEATS = 3;

  /** An application that repeats a send waits longer than any limit of rates in a scenario. */
  private static final Duration REPEAT_PAUSE = Duration.ofSeconds(2);

  private final Driver driver;
  private final TestBed bed;
  private final Evidence evidence;
  private final Duration limit;
  private int delivered;
  private int sends;

  Stage(Driver driver, TestBed bed, Duration limit) {
    this.driver = driver;
    this.bed = bed;
    evidence = bed.evidence();
    this.limit = limit;
  }

  /** The server, its users and the faults. */
  TestBed bed() {
    return bed;
  }

  /** How long the client may take for something. */
  Duration limit() {
    return limit;
  }

  /** Whether the client reports what it does; otherwise its requests tell. */
  boolean hasReports() {
    return driver.hasReports();
  }

  /** From now on this happens to an operation, so many times at the most. */
  void fault(Effect effect, String operationId, int times) {
    bed.rules()
        .add(FaultRules.EVERYBODY, List.of(FaultRule.of(effect).on(operationId).times(times)));
  }

  /** From now on this happens to every request. */
  void fault(Effect effect) {
    bed.rules().add(FaultRules.EVERYBODY, List.of(FaultRule.of(effect)));
  }

  /** From now on nothing is wrong. */
  void heal() {
    bed.rules().clear();
  }

  /** Starts the client, and waits until it has its first sync. */
  void start() throws InterruptedException {
    launch();
    awaitSync("the first sync", 0, limit.multipliedBy(START));
  }

  /** Starts the client. */
  void launch() throws InterruptedException {
    driver.start(bed.login());
  }

  /** Ends the client in the middle of what it does, starts it again, and waits for its sync. */
  void restart() throws InterruptedException {
    int before = evidence.list().size();
    driver.restart(bed.login());
    awaitSync("a sync after the restart", before, limit);
  }

  private void awaitSync(String what, int from, Duration within) throws InterruptedException {
    until(
        what,
        () -> syncs().stream().anyMatch(each -> each.number() >= from && each.isAnswered(200)),
        within);
  }

  /** Keeps the client from handling more than one message, until it is ended. */
  void holdReports() {
    driver.holdReports();
  }

  /** Ends the wait of a sync that came before a fault. */
  void wake() {
    deliver(1);
  }

  /** Has the peer send numbered messages to the client, one after the other. */
  void deliver(int count) {
    deliver(count, "");
  }

  /** The same with a text that takes so much of each message. */
  void deliver(int count, String padding) {
    for (int i = 0; i < count; i++) {
      deliver(TYPE, "{\"number\":" + (delivered + 1) + ",\"padding\":" + Json.quote(padding) + "}");
    }
  }

  /** Has the peer send a message to the client. */
  void deliver(String type, String contentJson) {
    bed.deliver(type, contentJson);
    delivered += type.startsWith(TYPE) ? 1 : 0;
  }

  /** How many messages were delivered. */
  int delivered() {
    return delivered;
  }

  /** Tells the client to send a message to its peer; the ID of the task. */
  String send(String type, String deviceId, String contentJson) {
    String id = "send-" + ++sends;
    driver.send(id, type, bed.peer().userId(), deviceId, contentJson);
    return id;
  }

  /** The same with a message of no particular content. */
  String send() {
    return send(TYPE, bed.peer().deviceId(), "{\"sent\":" + (sends + 1) + "}");
  }

  /**
   * Waits until the client has sent what it was told to. Where it reports that it failed, it is
   * told to repeat it, as an application would.
   */
  void untilSent(String id, String type, String deviceId, String contentJson)
      throws InterruptedException {
    for (int i = 0; hasReports() && i < MAX_REPEATS; i++) {
      int failures = reportsOf("failed", id).size();
      until(
          "a report that the message was sent or failed",
          () -> !reportsOf("sent", id).isEmpty() || reportsOf("failed", id).size() > failures);
      if (!reportsOf("sent", id).isEmpty()) {
        break;
      }
      quiet(REPEAT_PAUSE);
      driver.send(id, type, bed.peer().userId(), deviceId, contentJson);
    }
    BooleanSupplier isConfirmed =
        () ->
            sends().stream()
                .anyMatch(
                    each -> each.isAnswered(200) && ScenarioMessages.isContent(each, contentJson));
    if (hasReports()) {
      expect(
          isConfirmed.getAsBoolean(),
          "a report of success after a response that confirms it",
          "no send of this content was answered with 200",
          last(sends()));
    } else {
      until("a send that is answered with 200", isConfirmed);
    }
  }

  /** The same of a message of no particular content. */
  void untilSent(String id) throws InterruptedException {
    String number = id.substring(id.indexOf('-') + 1);
    untilSent(id, TYPE, bed.peer().deviceId(), "{\"sent\":" + number + "}");
  }

  /** The client's reports about a task. */
  List<Report> reportsOf(String kind, String id) {
    return evidence.reports(kind).stream()
        .filter(report -> report.value().path("id").asText().equals(id))
        .toList();
  }

  /** Tells the client to follow the devices of its peer. */
  void followPeer() {
    driver.follow(bed.peer().userId());
  }

  /** The syncs of the client. */
  List<Call> syncs() {
    return evidence.calls(ProxyRequest::isSync);
  }

  /** The sends of the client that scenarios asked for. */
  List<Call> sends() {
    return evidence.calls(ProxyRequest::isSend).stream()
        .filter(each -> each.pathValues().get(0).startsWith(TYPE))
        .toList();
  }

  /** Requests of the client. */
  List<Call> calls(Predicate<ProxyRequest> which) {
    return evidence.calls(which);
  }

  static OptionalInt last(List<Call> calls) {
    return calls.isEmpty() ? OptionalInt.empty() : calls.get(calls.size() - 1).place();
  }

  /** Lets time pass. */
  void quiet(Duration time) throws InterruptedException {
    evidence.await(() -> false, time);
  }

  /** Waits for something that the client is to do. */
  void until(String expected, BooleanSupplier condition) throws InterruptedException {
    until(expected, condition, limit);
  }

  /** The same with a limit of its own. */
  void until(String expected, BooleanSupplier condition, Duration within)
      throws InterruptedException {
    if (!evidence.await(condition, within)) {
      throw unmet(
          expected,
          "there was none within " + within.toMillis() / 1000.0 + " s",
          last(calls(any -> true)));
    }
  }

  /** Judges. */
  static void expect(boolean isMet, String expected, String actual, OptionalInt place) {
    if (!isMet) {
      throw unmet(expected, actual, place);
    }
  }

  private static UnmetException unmet(String expected, String actual, OptionalInt place) {
    return new UnmetException(new Failure(expected, actual, place));
  }

  /** The messages of scenarios that the client has got and acknowledged. */
  List<JsonNode> accepted() {
    return ScenarioMessages.acknowledged(syncs());
  }

  /** The messages of scenarios that the client says it has handled. */
  List<JsonNode> received() {
    return evidence.reports("received").stream()
        .map(Report::value)
        .filter(ScenarioMessages::isOne)
        .toList();
  }

  /** Waits until the client has acknowledged, and handled, everything that was delivered. */
  void untilAcknowledged() throws InterruptedException {
    int all = delivered;
    until(
        "a sync that acknowledges the last of " + all + " messages",
        () -> accepted().size() >= all);
  }

  /** The same; and each was handled once, unaltered, in the order of the responses. */
  void untilHandled() throws InterruptedException {
    untilAcknowledged();
    if (!hasReports()) {
      return;
    }
    evidence.await(() -> received().size() >= delivered, limit);
    quiet(SETTLE);
    ScenarioMessages.expectHandled(syncs(), received());
  }
}
