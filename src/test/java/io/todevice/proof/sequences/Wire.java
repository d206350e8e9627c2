package io.todevice.proof.sequences;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.proof.Reply;
import io.todevice.proof.sequences.Command.Shown;
import io.todevice.proof.sequences.Command.To;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Commands as requests, answers as outcomes. Every run has users of its own, so that many runs can
 * use one server.
 */
record Wire(String run) {

  private static final String SERVER = "localhost";

  /** The user ID of a user, or what stands in its place for somebody who can't be reached. */
  String userId(String user) {
    return switch (user) {
      case "elsewhere" -> "@" + Slot.USERS.get(0) + run + ":example.org";
      case "invalid" -> Slot.USERS.get(0) + run;
      default -> "@" + user + run + ":" + SERVER;
    };
  }

  String registration(Slot slot, boolean isRenewable) {
    ObjectNode body = credentials(slot.user(), true).put("device_id", slot.device());
    body.put("username", slot.user() + run).put("refresh_token", isRenewable);
    body.putObject("auth").put("type", "m.login.dummy");
    return body.toString();
  }

  String login(Slot slot, boolean isRenewable, boolean isRight) {
    return credentials(slot.user(), isRight)
        .put("type", "m.login.password")
        .put("device_id", slot.device())
        .put("refresh_token", isRenewable)
        .toString();
  }

  String deletion(String user, Shown shown) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (shown != Shown.NOTHING) {
      body.set("auth", credentials(user, shown == Shown.PASSWORD).put("type", "m.login.password"));
    }
    return body.toString();
  }

  private ObjectNode credentials(String user, boolean isRight) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("identifier").put("type", "m.id.user").put("user", user + run);
    return body.put("password", isRight ? "password of " + user : "wrong");
  }

  /** The body of a send. Contents stand in it as they are. */
  String messages(List<To> recipients) {
    Map<String, List<String>> byUser = new LinkedHashMap<>();
    for (To to : recipients) {
      byUser
          .computeIfAbsent(userId(to.user()), key -> new ArrayList<>())
          .add("\"" + to.device() + "\":" + to.content());
    }
    return byUser.entrySet().stream()
        .map(entry -> "\"%s\":{%s}".formatted(entry.getKey(), String.join(",", entry.getValue())))
        .collect(Collectors.joining(",", "{\"messages\":{", "}}"));
  }

  /** What a refusal says; the same for every operation. */
  Outcome refusal(Reply reply) {
    JsonNode body = reply.json();
    List<String> details = new ArrayList<>();
    if (body.path("soft_logout").asBoolean()) {
      details.add("soft_logout");
    }
    body.path("flows").forEach(flow -> details.add(flow.at("/stages/0").asText()));
    return new Outcome(reply.status(), reply.member("errcode"), details);
  }

  Outcome done(Reply reply) {
    return reply.status() == 200 ? Outcome.ok(reply.text()) : refusal(reply);
  }

  Outcome signedIn(Reply reply) {
    List<String> details = new ArrayList<>();
    details.add(new Slot(name(reply.member("user_id")), reply.member("device_id")).toString());
    if (reply.json().has("expires_in_ms")) {
      details.add("for " + reply.member("expires_in_ms") + " ms");
    }
    return Outcome.ok(details);
  }

  Outcome messages(Reply reply) {
    return Outcome.ok(
        reply.events().stream()
            .map(event -> name(event.sender()) + " " + event.type() + " " + event.content())
            .toList());
  }

  Outcome devices(Reply reply) {
    List<String> devices = new ArrayList<>();
    reply.json().path("devices").forEach(device -> devices.add(device.path("device_id").asText()));
    return Outcome.ok(devices);
  }

  private String name(String userId) {
    return Slot.USERS.stream()
        .filter(user -> userId(user).equals(userId))
        .findFirst()
        .orElse(userId);
  }
}
