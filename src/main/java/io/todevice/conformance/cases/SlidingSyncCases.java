package io.todevice.conformance.cases;

import static io.todevice.conformance.cases.SlidingConnection.expect;
import static io.todevice.conformance.cases.SlidingConnection.extensions;
import static io.todevice.conformance.cases.SlidingConnection.since;
import static io.todevice.conformance.cases.SlidingConnection.toDevice;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.report.Severity;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.LongPoll;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.SlidingSyncPath;
import io.todevice.conformance.suite.TestDevice;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Sliding sync for messages and keys (clauses X1 to X4), on each path that it may have. */
final class SlidingSyncCases {

  private static final Duration LONG = Duration.ofSeconds(8);

  /** Much less than {@link #LONG}, and enough for a loaded machine. */
  private static final Duration SOON = Duration.ofSeconds(4);

  private final SlidingSyncPath path;
  private final Section section;

  private SlidingSyncCases(SlidingSyncPath path) {
    this.path = path;
    section = new Section(Places.SLIDING_SYNC, path.capability());
  }

  static List<ConformanceCase> list() {
    return Stream.of(SlidingSyncPath.values())
        .flatMap(path -> new SlidingSyncCases(path).cases().stream())
        .toList();
  }

  private List<ConformanceCase> cases() {
    connections();
    messages();
    keys();
    must(
        "X4.no-rooms",
        "a list of rooms of a user without rooms counts 0",
        this::noRooms,
        // Given users may have rooms.
        Capability.REGISTRATION);
    must("X4.unknown-extension", "an extension that is unknown is ignored", this::unknownExtension);
    return section.cases();
  }

  private void connections() {
    must(
        "X1.begins-at-once",
        "a request without a pos is answered at once, whatever its timeout",
        this::beginsAtOnce);
    must(
        "X1.waits",
        "a request with a pos waits until a message arrives, and brings it",
        this::waits);
    must(
        "X1.repeat-is-safe",
        "a request that is repeated with the latest pos is answered like the first",
        this::repeated);
    add(
        Severity.SHOULD,
        "X1.foreign-pos",
        "a pos of another user, device or connection is M_UNKNOWN_POS",
        this::foreignPos,
        Capability.NEW_DEVICES);
    add(
        Severity.ROBUST,
        "X1.garbage-pos",
        "a pos that nobody gave out is refused with 400",
        this::garbagePos);
  }

  private void messages() {
    must(
        "X2.kept-until-since",
        "a message comes again until its next_batch comes back, whatever the pos",
        this::kept);
    must(
        "X2.since-acknowledges", "a since acknowledges the messages before it", this::acknowledged);
    must("X2.limit", "no more messages come than the limit, in their order", this::limit);
    must(
        "X2.one-inbox",
        "sliding sync and /sync bring the same messages, and acknowledge for each other",
        this::oneInbox);
    must(
        "X2.not-enabled",
        "an extension that is not enabled brings nothing and acknowledges nothing",
        this::notEnabled);
  }

  private void keys() {
    mustOfKeys(
        "X3.counts-in-every-answer",
        "every answer counts the one-time keys, also an empty one and after a claim",
        KeySyncCases::counts);
    mustOfKeys(
        "X3.unused-fallback-types",
        "every answer lists the fallback keys that are unused, and none that was handed out",
        KeySyncCases::unusedFallback);
    mustOfKeys(
        "X3.own-device-changes",
        "an answer names one's own user when another device publishes keys",
        KeySyncCases::ownChange);
  }

  private void mustOfKeys(
      String id, String title, BiConsumer<CaseContext, Function<TestDevice, SyncLoop>> body) {
    must(
        id,
        title,
        context -> body.accept(context, device -> open(context, device)),
        Capability.END_TO_END_KEYS,
        Capability.NEW_DEVICES);
  }

  private void must(String id, String title, ConformanceCase.Body body, Capability... requires) {
    add(Severity.MUST, id, title, body, requires);
  }

  private void add(
      Severity severity,
      String id,
      String title,
      ConformanceCase.Body body,
      Capability... requires) {
    String where = path == SlidingSyncPath.STABLE ? "" : " (unstable path)";
    section.add(severity, path.caseId(id), title + where, body, requires);
  }

  private SlidingConnection open(CaseContext context, TestDevice device) {
    return new SlidingConnection(context, path, device);
  }

  private void beginsAtOnce(CaseContext context) {
    TestDevice device = context.newUser();
    Reply reply = context.send(open(context, device).request(LONG, toDevice("")));
    reply.expectStatus(200);
    expectSoon(reply);
  }

  private static void expectSoon(Reply reply) {
    reply.expect(
        reply.took().compareTo(SOON) < 0,
        "an answer within " + SOON.toMillis() + " ms",
        "it came after " + reply.took().toMillis() + " ms");
  }

  private void waits(CaseContext context) throws InterruptedException {
    TestDevice device = context.newUser();
    SlidingConnection connection = open(context, device);
    String since = since(connection.sync(toDevice("")));
    connection.sync(toDevice(since));
    CompletableFuture<Reply> waiting = context.sendLater(connection.request(LONG, toDevice(since)));
    try {
      LongPoll.letArrive();
      context.expect(!waiting.isDone(), "a request that waits", "it was answered");
      Numbered.send(context.newUser(), device, 1);
      expectSoon(expect(context.get(waiting), 1));
    } finally {
      waiting.cancel(true);
    }
  }

  private void repeated(CaseContext context) {
    TestDevice device = context.newUser();
    SlidingConnection connection = open(context, device);
    String since = since(connection.sync(toDevice("")));
    Numbered.send(context.newUser(), device, 1);
    String pos = connection.pos();
    for (int i = 0; i < 3; i++) {
      expect(context.send(connection.request(device, pos, Duration.ZERO, toDevice(since))), 1);
    }
  }

  private void foreignPos(CaseContext context) {
    TestDevice device = context.newUser();
    TestDevice sibling = context.newDevice(device);
    SlidingConnection connection = open(context, device);
    String conn = "\"conn_id\":\"one\"";
    connection.sync(conn);
    String pos = connection.pos();
    for (TestDevice other : List.of(sibling, context.newUser())) {
      expectUnknown(context.send(connection.request(other, pos, Duration.ZERO, conn)));
    }
    expectUnknown(
        context.send(connection.request(device, pos, Duration.ZERO, "\"conn_id\":\"two\"")));
    connection.sync(conn);
  }

  private static void expectUnknown(Reply reply) {
    reply.expectError(400, "M_UNKNOWN_POS");
  }

  private void garbagePos(CaseContext context) {
    TestDevice device = context.newUser();
    SlidingConnection connection = open(context, device);
    for (String pos : List.of("none", "-1", "0/\u00e4", "5".repeat(300))) {
      context
          .send(connection.request(device, pos, Duration.ZERO, toDevice("")))
          .expectRefusal()
          .expectStatus(400);
    }
    connection.sync(toDevice(""));
  }

  private void kept(CaseContext context) {
    TestDevice device = context.newUser();
    Numbered.send(context.newUser(), device, 1);
    SlidingConnection connection = open(context, device);
    for (int i = 0; i < 3; i++) {
      expect(connection.sync(toDevice("")), 1);
    }
    expect(open(context, device).sync(toDevice("")), 1);
  }

  private void acknowledged(CaseContext context) {
    TestDevice device = context.newUser();
    TestDevice sender = context.newUser();
    Numbered.send(sender, device, 1);
    SlidingConnection connection = open(context, device);
    Reply first = expect(connection.sync(toDevice("")), 1);
    Numbered.send(sender, device, 2);
    expect(connection.sync(toDevice(since(first))), 2);
    expect(open(context, device).sync(toDevice("")), 2);
  }

  private void limit(CaseContext context) {
    TestDevice device = context.newUser();
    Numbered.sendAll(context.newUser(), device, 1, 5);
    SlidingConnection connection = open(context, device);
    String limit = ",\"limit\":2";
    Reply first = expect(connection.sync(toDevice(limit)), 1, 2);
    Reply second = expect(connection.sync(toDevice(limit + since(first))), 3, 4);
    expect(connection.sync(toDevice(limit + since(second))), 5);
  }

  private void oneInbox(CaseContext context) {
    TestDevice device = context.newUser();
    TestDevice sender = context.newUser();
    Numbered.send(sender, device, 1);
    SlidingConnection connection = open(context, device);
    Reply slid = expect(connection.sync(toDevice("")), 1);
    Numbered.expect(device.sync(), 1);
    Numbered.send(sender, device, 2);
    expect(connection.sync(toDevice(since(slid))), 2);
    Reply synced = Numbered.expect(device.sync(), 2);
    Numbered.expect(device.sync(synced.getNextBatch()));
    expect(connection.sync(toDevice("")));
  }

  private void notEnabled(CaseContext context) {
    TestDevice device = context.newUser();
    Numbered.send(context.newUser(), device, 1);
    SlidingConnection connection = open(context, device);
    String since = since(expect(connection.sync(toDevice("")), 1));
    Reply reply = connection.sync(extensions("\"to_device\":{\"enabled\":false" + since + "}"));
    JsonNode extension = reply.getJson().at("/extensions/to_device");
    reply.expect(extension.isMissingNode(), "no /extensions/to_device", "came " + extension);
    expect(connection.sync(toDevice("")), 1);
  }

  private void noRooms(CaseContext context) {
    String window =
        "{\"range\":[0,9],\"ranges\":[[0,9]],\"timeline_limit\":1,\"required_state\":[]}";
    Reply reply = open(context, context.newUser()).sync("\"lists\":{\"all\":" + window + "}");
    JsonNode count = reply.getJson().at("/lists/all/count");
    reply.expect(count.asInt(-1) == 0, "0 at /lists/all/count", "came " + count);
    JsonNode rooms = reply.getJson().path("rooms");
    reply.expect(rooms.isEmpty(), "no /rooms", "came " + rooms);
  }

  private void unknownExtension(CaseContext context) {
    String unknown = "io.todevice.unknown";
    Reply reply =
        open(context, context.newUser())
            .sync(extensions("\"" + unknown + "\":{\"enabled\":true,\"lists\":[\"*\"]}"));
    JsonNode extensions = reply.getJson().path("extensions");
    reply.expect(!extensions.has(unknown), "no extension " + unknown, "came " + extensions);
  }
}
