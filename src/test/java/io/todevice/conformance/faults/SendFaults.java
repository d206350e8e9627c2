package io.todevice.conformance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.faults.Edits;
import io.todevice.faults.Fault;
import io.todevice.faults.Fault.Upstream;
import io.todevice.faults.ProxyRequest;
import io.todevice.faults.ProxyResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Servers that get wrong to whom a message goes, or whether it goes at all. */
final class SendFaults {

  private SendFaults() {}

  static List<FaultyServer> list() {
    return List.of(
        FaultyServer.of(
            "a send answers more than {}",
            () ->
                (request, upstream) -> {
                  ProxyResponse response = upstream.send(request);
                  return request.isSend() && response.status() == 200
                      ? response.withBody("{\"ok\":true}")
                      : response;
                },
            "S1.empty-object"),
        FaultyServer.of(
            "a send answers before it has stored",
            SendFaults::storesLater,
            "S1.stored-when-answered",
            "D8.sent-is-seen"),
        FaultyServer.of(
            "a message to a device goes to all of the user's",
            () -> devices((user, devices) -> rename(devices, name -> true, "*")),
            "S2.named-device-only"),
        FaultyServer.of(
            "a message to * goes to the first device only",
            () -> wildcard(members -> members.stream().limit(1).toList()),
            "S2.wildcard-all-devices",
            "S2.wildcard-own-other-devices"),
        FaultyServer.of(
            "only the first user of a request gets a message",
            () ->
                body(
                    messages -> {
                      List<String> users = new ArrayList<>();
                      messages.fieldNames().forEachRemaining(users::add);
                      users.stream().skip(1).forEach(messages::remove);
                    }),
            "S2.several-recipients"),
        FaultyServer.of(
            "a device that is named beside * gets both",
            SendFaults::both,
            "S2.wildcard-beside-named"),
        FaultyServer.of(
            "* leaves the sender's device out", () -> ownWildcard(true), "S2.wildcard-own-device"),
        FaultyServer.of(
            "* of the sender's own user goes to nobody else",
            () -> ownWildcard(false),
            "S2.wildcard-own-other-devices"),
        FaultyServer.of(
            "an unknown recipient fails the request",
            SendFaults::refusesUnknown,
            "S3.unknown-device",
            "S3.unknown-user",
            "S3.unknown-beside-known",
            "S3.invalid-user-id"),
        FaultyServer.of(
            "an empty map fails the request",
            () ->
                (request, upstream) ->
                    request.isSend() && request.text().replaceAll("\\s", "").contains("{}")
                        ? ProxyResponse.error(400, "M_BAD_JSON")
                        : upstream.send(request),
            "S3.empty-maps"),
        FaultyServer.of(
            "what is for an unknown device waits for it",
            SendFaults::keepsForLater,
            "S3.not-kept-for-later-device"));
  }

  private static Fault storesLater() {
    return (request, upstream) -> {
      if (!request.isSend()) {
        return upstream.send(request);
      }
      CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS)
          .execute(
              () -> {
                try {
                  upstream.send(request);
                } catch (IOException e) {
                  // The server under test has ended.
                }
              });
      return ProxyResponse.json(200, "{}");
    };
  }

  /** Changes the messages of every send. */
  private static Fault body(Consumer<ObjectNode> change) {
    return (request, upstream) ->
        upstream.send(
            request.isSend()
                ? Edits.edit(
                    request,
                    body -> {
                      if (body.path("messages") instanceof ObjectNode messages) {
                        change.accept(messages);
                      }
                    })
                : request);
  }

  /** Changes the devices of every user in every send. */
  private static Fault devices(BiConsumer<String, ObjectNode> change) {
    return body(
        messages ->
            messages
                .properties()
                .forEach(
                    user -> {
                      if (user.getValue() instanceof ObjectNode devices) {
                        change.accept(user.getKey(), devices);
                      }
                    }));
  }

  private static void rename(ObjectNode devices, Predicate<String> which, String name) {
    List<String> names = new ArrayList<>();
    devices.fieldNames().forEachRemaining(names::add);
    for (String each : names) {
      if (which.test(each)) {
        JsonNode content = devices.remove(each);
        devices.set(name, content);
      }
    }
  }

  private static Fault wildcard(UnaryOperator<List<Directory.Member>> choice) {
    Directory directory = new Directory();
    Fault changed =
        devices(
            (user, devices) -> {
              JsonNode content = devices.remove("*");
              if (content != null) {
                choice
                    .apply(directory.list(user))
                    .forEach(member -> devices.set(member.deviceId(), content));
              }
            });
    return (request, upstream) ->
        changed.handle(request, passed -> directory.pass(passed, upstream));
  }

  private static Fault ownWildcard(boolean leavesSenderOut) {
    Directory directory = new Directory();
    return (request, upstream) -> {
      Directory.Member sender = directory.get(request.token());
      Fault changed =
          devices(
              (user, devices) -> {
                if (user.equals(sender.userId()) && devices.has("*")) {
                  JsonNode content = devices.remove("*");
                  directory.list(user).stream()
                      .filter(each -> each.deviceId().equals(sender.deviceId()) != leavesSenderOut)
                      .forEach(each -> devices.set(each.deviceId(), content));
                }
              });
      return changed.handle(request, passed -> directory.pass(passed, upstream));
    };
  }

  private static Fault both() {
    return (request, upstream) -> {
      if (request.isSend() && request.text().contains("\"*\"")) {
        Fault named = devices((user, devices) -> devices.remove("*"));
        named.handle(request.withTarget(request.target() + "-named"), upstream);
        Fault all = devices((user, devices) -> devices.retain("*"));
        return all.handle(request, upstream);
      }
      return upstream.send(request);
    };
  }

  private static Fault refusesUnknown() {
    Directory directory = new Directory();
    return (request, upstream) -> {
      if (request.isSend() && hasUnknown(request, directory)) {
        return ProxyResponse.error(404, "M_NOT_FOUND");
      }
      return directory.pass(request, upstream);
    };
  }

  private static boolean hasUnknown(ProxyRequest request, Directory directory) {
    ObjectNode body = Edits.object(request.text()).orElse(null);
    if (body == null || !body.path("messages").isObject()) {
      return false;
    }
    for (Map.Entry<String, JsonNode> user : body.path("messages").properties()) {
      for (Map.Entry<String, JsonNode> device : user.getValue().properties()) {
        boolean isKnown =
            device.getKey().equals("*")
                ? !directory.list(user.getKey()).isEmpty()
                : directory.isKnown(user.getKey(), device.getKey());
        if (!isKnown) {
          return true;
        }
      }
    }
    return false;
  }

  private static Fault keepsForLater() {
    Directory directory = new Directory();
    Map<String, List<ProxyRequest>> waiting = new ConcurrentHashMap<>();
    return (request, upstream) -> {
      if (request.isSend()) {
        remember(request, directory, waiting);
      }
      ProxyResponse response = directory.pass(request, upstream);
      if (request.is("POST", "/login") && response.status() == 200) {
        deliver(response, waiting, upstream);
      }
      return response;
    };
  }

  private static void remember(
      ProxyRequest request, Directory directory, Map<String, List<ProxyRequest>> waiting) {
    Edits.object(request.text())
        .ifPresent(
            body -> {
              for (Map.Entry<String, JsonNode> user : body.path("messages").properties()) {
                for (Map.Entry<String, JsonNode> device : user.getValue().properties()) {
                  if (!directory.isKnown(user.getKey(), device.getKey())) {
                    waiting
                        .computeIfAbsent(
                            user.getKey() + " " + device.getKey(), key -> new ArrayList<>())
                        .add(request.withTarget(request.target() + "-later"));
                  }
                }
              }
            });
  }

  private static void deliver(
      ProxyResponse login, Map<String, List<ProxyRequest>> waiting, Upstream upstream)
      throws IOException {
    ObjectNode json = Edits.object(login.text()).orElseThrow();
    String key = json.path("user_id").asText() + " " + json.path("device_id").asText();
    List<ProxyRequest> old = waiting.remove(key);
    if (old != null) {
      for (ProxyRequest each : old) {
        upstream.send(each);
      }
    }
  }
}
