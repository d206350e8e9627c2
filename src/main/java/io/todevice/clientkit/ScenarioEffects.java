package io.todevice.clientkit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.faults.Edits;
import io.todevice.faults.Effect;
import io.todevice.faults.Effects;
import io.todevice.faults.Fault;
import io.todevice.faults.ProxyResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Effects that only scenarios for clients have use for. Those that remember serve one rule. */
final class ScenarioEffects {

  /** No answer at all, as if the connection were dead. */
  static final Duration FOR_EVER = Duration.ofHours(1);

  private static final String SYNC = "sync";

  private ScenarioEffects() {}

  /** An effect on the first syncs that bring messages, so many of them. */
  static Effect onMessages(Effect inner, int times) {
    AtomicInteger left = new AtomicInteger(times);
    return sync(
        inner.name(),
        (request, upstream) -> {
          ProxyResponse response = upstream.send(request);
          return !Edits.events(response).isEmpty() && left.getAndDecrement() > 0
              ? inner.fault().handle(request, same -> response)
              : response;
        });
  }

  /** A refusal that repeating does not mend. */
  static Effect refused(int status, String errcode) {
    return new Effect(
        "refused", Set.of(), Fault.answers(any -> true, ProxyResponse.error(status, errcode)));
  }

  /** A server that has gone wrong. */
  static Effect internalError() {
    return refused(500, "M_UNKNOWN");
  }

  /** A response that never comes. */
  static Effect dead() {
    return Effects.delay(FOR_EVER);
  }

  /** After the first sync that brings messages the next one brings the same page again, once. */
  static Effect repeatedPage() {
    Map<String, ProxyResponse> pages = new ConcurrentHashMap<>();
    AtomicInteger left = new AtomicInteger(1);
    return sync(
        "repeated-page",
        (request, upstream) -> {
          Optional<ProxyResponse> page = request.findQuery("since").map(pages::get);
          if (page.isPresent() && left.getAndDecrement() > 0) {
            return page.get();
          }
          ProxyResponse response = upstream.send(request);
          if (!Edits.events(response).isEmpty()) {
            pages.put(Edits.nextBatch(response), response);
          }
          return response;
        });
  }

  /** Every sync from a position is refused, until the client starts afresh. */
  static Effect positionRefused() {
    AtomicBoolean isFresh = new AtomicBoolean();
    return sync(
        "position-refused",
        (request, upstream) -> {
          if (request.findQuery("since").isEmpty()) {
            isFresh.set(true);
          }
          return isFresh.get()
              ? upstream.send(request)
              : ProxyResponse.error(400, "M_INVALID_PARAM");
        });
  }

  /** Fields that no client knows, in the response, beside the messages and in each of them. */
  static Effect unknownFields() {
    return edited(
        "unknown-fields",
        sync -> {
          addUnknown(sync);
          addUnknown(sync.withObject("/to_device"));
          sync.at("/to_device/events").forEach(event -> addUnknown((ObjectNode) event));
        });
  }

  private static void addUnknown(ObjectNode object) {
    object.put("org.example.text", "x").putNull("unheard_of");
    object.putObject("org.example.object").putArray("list").add(1).add("two").addNull();
  }

  /** Nothing but the position, and the messages where there are any. */
  static Effect sparse() {
    return edited(
        "sparse",
        sync -> {
          if (sync.at("/to_device/events").isEmpty()) {
            sync.remove("to_device");
          }
          sync.retain("next_batch", "to_device");
        });
  }

  /** Things that are no messages before the messages. */
  static Effect malformedMessages() {
    return edited(
        "malformed-messages",
        sync -> {
          if (sync.at("/to_device/events") instanceof ArrayNode events && !events.isEmpty()) {
            events.insert(0, "text").insertNull(1).insertObject(2).put("type", 5);
            events.insertObject(3).put("type", "io.todevice.no-content").put("sender", "nobody");
            ObjectNode list = events.insertObject(4).put("type", "io.todevice.list");
            list.put("sender", "@peer:localhost").putArray("content");
          }
        });
  }

  private static Effect edited(String name, Consumer<ObjectNode> change) {
    return sync(name, Fault.edits(any -> true, change));
  }

  private static Effect sync(String name, Fault fault) {
    return new Effect(name, Set.of(SYNC), fault);
  }
}
