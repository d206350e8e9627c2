package io.todevice.conformance.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.Json;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.SlidingSyncPath;
import io.todevice.conformance.suite.TestDevice;
import java.time.Duration;

/** A connection of sliding sync, which goes on from its last answer. Used by one thread. */
final class SlidingConnection implements SyncLoop {

  private static final String KEYS = extensions("\"e2ee\":{\"enabled\":true}");

  private final CaseContext context;
  private final SlidingSyncPath path;
  private final TestDevice device;
  private String pos = "";

  SlidingConnection(CaseContext context, SlidingSyncPath path, TestDevice device) {
    this.context = context;
    this.path = path;
    this.device = device;
  }

  /** The members of a request with these extensions. */
  static String extensions(String members) {
    return "\"extensions\":{" + members + "}";
  }

  /** The members of a request with the extension for messages, and with more of it. */
  static String toDevice(String more) {
    return extensions("\"to_device\":{\"enabled\":true" + more + "}");
  }

  /** A {@code since} that acknowledges the messages of an answer, for {@link #toDevice}. */
  static String since(Reply reply) {
    return ",\"since\":" + Json.quote(reply.getText("/extensions/to_device/next_batch"));
  }

  /** Expects exactly these {@link Numbered} messages in an answer. */
  static Reply expect(Reply reply, Integer... numbers) {
    return Numbered.expect(reply, reply.getMessages("/extensions/to_device/events"), numbers);
  }

  /**
   * The request that is next.
   *
   * @param members the members of its body but {@code pos} and {@code timeout}
   */
  TargetRequest request(Duration timeout, String members) {
    return request(device, pos, timeout, members);
  }

  /** A request of any device with any {@code pos}. */
  TargetRequest request(TestDevice sender, String position, Duration timeout, String members) {
    ObjectNode body = (ObjectNode) Json.of("{" + members + "}");
    return context.authorized(
        path.request(position, timeout, body).from(sender.session().toString()),
        sender.accessToken());
  }

  /** Sends a request that does not wait, and goes on from its answer. */
  Reply sync(String members) {
    Reply reply = context.send(request(Duration.ZERO, members)).expectStatus(200);
    pos = reply.getText("/pos");
    return reply;
  }

  /** Where it stands. */
  String pos() {
    return pos;
  }

  @Override
  public Reply next() {
    return sync(KEYS);
  }

  @Override
  public String keys() {
    return "/extensions/e2ee";
  }
}
