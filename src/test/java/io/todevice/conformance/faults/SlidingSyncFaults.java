package io.todevice.conformance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.faults.Edits;
import io.todevice.faults.Fault;
import io.todevice.faults.ProxyRequest;
import io.todevice.faults.ProxyResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Servers that get sliding sync wrong, on both of its paths. */
final class SlidingSyncFaults {

  private SlidingSyncFaults() {}

  static List<FaultyServer> list() {
    return List.of(
        server(
            "a connection begins with a wait",
            SlidingSyncFaults::waitsAtFirst,
            "X1.begins-at-once"),
        server(
            "sliding sync never waits",
            () ->
                Fault.requests(ProxyRequest::isSlidingSync, request -> without(request, "timeout")),
            "X1.waits"),
        server(
            "a request of sliding sync that is repeated is refused",
            SlidingSyncFaults::refusesRepeats,
            "X1.repeat-is-safe"),
        server("any pos is good", SlidingSyncFaults::takesAnyPos, "X1.foreign-pos"),
        server(
            "a pos that is unknown is a fault of the server",
            () ->
                Fault.responses(
                    ProxyRequest::isSlidingSync,
                    response ->
                        response.text().contains("M_UNKNOWN_POS")
                            ? ProxyResponse.error(500, "M_UNKNOWN")
                            : response),
            "X1.garbage-pos"),
        server(
            "what sliding sync brings is acknowledged",
            SlidingSyncFaults::acknowledges,
            "X2.kept-until-since"),
        server(
            "sliding sync acknowledges nothing",
            () -> toDevice(extension -> extension.remove("since")),
            "X2.since-acknowledges"),
        server(
            "sliding sync has a limit of its own",
            () -> toDevice(extension -> extension.remove("limit")),
            "X2.limit"),
        server(
            "what sliding sync has brought is not in /sync",
            SlidingSyncFaults::hidesFromSync,
            "X2.one-inbox"),
        server(
            "every extension is enabled",
            () -> toDevice(extension -> extension.put("enabled", true)),
            "X2.not-enabled"),
        server(
            "sliding sync counts no keys",
            () -> keys(extension -> extension.remove("device_one_time_keys_count")),
            "X3.counts-in-every-answer"),
        server(
            "sliding sync knows of no fallback key",
            () -> keys(extension -> extension.remove("device_unused_fallback_key_types")),
            "X3.unused-fallback-types"),
        server(
            "sliding sync tells of no changed keys",
            () -> keys(extension -> extension.remove("device_lists")),
            "X3.own-device-changes"),
        server(
            "a list counts a room that is not there",
            () ->
                Fault.edits(
                    ProxyRequest::isSlidingSync,
                    json ->
                        json.path("lists").forEach(list -> ((ObjectNode) list).put("count", 1))),
            "X4.no-rooms"),
        server(
            "an extension that is unknown is refused",
            () ->
                Fault.answers(
                    request ->
                        request.isSlidingSync() && request.text().contains("io.todevice.unknown"),
                    ProxyResponse.error(400, "M_BAD_JSON")),
            "X4.unknown-extension"));
  }

  private static FaultyServer server(String name, Supplier<Fault> fault, String id) {
    return FaultyServer.of(name, fault, id, id + "-unstable");
  }

  private static Fault toDevice(Consumer<ObjectNode> change) {
    return Fault.requests(
        ProxyRequest::isSlidingSync,
        request ->
            Edits.edit(
                request,
                body -> {
                  if (body.at("/extensions/to_device") instanceof ObjectNode extension) {
                    change.accept(extension);
                  }
                }));
  }

  private static Fault keys(Consumer<ObjectNode> change) {
    return Fault.edits(
        ProxyRequest::isSlidingSync,
        json -> {
          if (json.at("/extensions/e2ee") instanceof ObjectNode extension) {
            change.accept(extension);
          }
        });
  }

  private static boolean hasPos(ProxyRequest request) {
    return request.findQuery("pos").isPresent()
        || Edits.object(request.text()).filter(body -> body.has("pos")).isPresent();
  }

  private static ProxyRequest without(ProxyRequest request, String parameter) {
    return Edits.edit(request.withoutQuery(parameter), body -> body.remove(parameter));
  }

  private static Fault waitsAtFirst() {
    return (request, upstream) -> {
      if (request.isSlidingSync() && !hasPos(request)) {
        long timeout =
            Edits.object(request.text()).map(body -> body.path("timeout").asLong()).orElse(0L);
        Thread.sleep(
            Math.max(timeout, request.findQuery("timeout").map(Long::parseLong).orElse(0L)));
      }
      return upstream.send(request);
    };
  }

  private static Fault refusesRepeats() {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    return (request, upstream) ->
        request.isSlidingSync()
                && hasPos(request)
                && !seen.add(request.token() + request.target() + request.text())
            ? ProxyResponse.error(400, "M_UNKNOWN_POS")
            : upstream.send(request);
  }

  private static Fault takesAnyPos() {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      return request.isSlidingSync() && response.text().contains("M_UNKNOWN_POS")
          ? upstream.send(without(request, "pos"))
          : response;
    };
  }

  private static Fault acknowledges() {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      if (request.isSlidingSync()) {
        Syncs.drain(request.token(), upstream);
      }
      return response;
    };
  }

  private static Fault hidesFromSync() {
    Map<String, Set<JsonNode>> brought = new ConcurrentHashMap<>();
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      Set<JsonNode> own =
          brought.computeIfAbsent(request.token(), token -> ConcurrentHashMap.newKeySet());
      if (request.isSlidingSync()) {
        Edits.object(response.text())
            .ifPresent(json -> json.at("/extensions/to_device/events").forEach(own::add));
      }
      return request.isSync()
          ? Edits.withEvents(
              response, events -> events.stream().filter(event -> !own.contains(event)).toList())
          : response;
    };
  }
}
