package io.todevice.conformance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.faults.Edits;
import io.todevice.faults.Fault;
import io.todevice.faults.ProxyRequest;
import io.todevice.faults.ProxyResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Servers that get bodies and contents wrong. */
final class ContentFaults {

  private static final Pattern NUMBER =
      Pattern.compile("(?<=[:\\[,])-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

  private ContentFaults() {}

  static List<FaultyServer> list() {
    return List.of(
        FaultyServer.of(
            "the sender is the local part only",
            () -> events(event -> event.put("sender", event.path("sender").asText().split(":")[0])),
            "S4.sender-and-type"),
        FaultyServer.of(
            "the type is always the same",
            () -> events(event -> event.put("type", "m.to_device")),
            "S4.sender-and-type",
            "S8.*"),
        FaultyServer.of(
            "the sender is what the content says",
            () ->
                events(
                    event -> {
                      JsonNode claimed = event.path("content").path("sender");
                      if (claimed.isTextual()) {
                        event.put("sender", claimed.asText());
                      }
                    }),
            "S4.sender-is-not-the-clients"),
        FaultyServer.of(
            "numbers are doubles",
            () -> texts(text -> NUMBER.matcher(text).replaceAll(n -> asDouble(n.group()))),
            "S4.content-integer-beyond-double",
            "S4.content-integer-of-64-bits",
            "S4.content-big-integer"),
        FaultyServer.of(
            "contents are ASCII",
            () -> texts(text -> text.replaceAll("[^\\x00-\\x7f]+|\\\\u[0-9a-fA-F]{4}", "?")),
            "S4.content-astral-unicode",
            "S4.content-escaped-astral-unicode",
            "S8.unicode"),
        FaultyServer.of(
            "contents are lost",
            () -> events(event -> event.putObject("content").put("lost", true)),
            "S4.content-*",
            "S6.content-of-60k"),
        FaultyServer.of(
            "whatever is refused is taken",
            ContentFaults::takesEverything,
            "S5.not-json",
            "S5.empty-body",
            "S5.truncated",
            "S5.something-behind",
            "S5.top-*",
            "S5.messages-*",
            "S5.devices-*",
            "S5.content-*"),
        FaultyServer.of(
            "the good part of a refused request is stored",
            ContentFaults::storesGoodPart,
            "S5.nothing-stored"),
        FaultyServer.of(
            "a body that is refused is a fault of the server",
            () ->
                (request, upstream) -> {
                  ProxyResponse response = upstream.send(request);
                  return request.isSend() && response.status() == 400
                      ? ProxyResponse.error(500, "M_UNKNOWN")
                      : response;
                },
            "S5.not-json",
            "S5.messages-missing",
            "S5.content-null"),
        FaultyServer.of(
            "a member that nobody knows fails the request",
            () -> refuses(400, ContentFaults::hasUnknownMember),
            "S5.unknown-members-ignored"),
        FaultyServer.of(
            "odd bodies are a fault of the server",
            () -> refuses(500, ContentFaults::isOdd),
            "S5.lone-surrogate",
            "S5.huge-number",
            "S6.deep-nesting",
            "S6.invalid-utf8",
            "S6.bom",
            "S6.duplicate-keys",
            "S6.gzip"),
        FaultyServer.of(
            "bodies of more than 32 KiB are too large",
            () -> refuses(413, request -> request.body().length > 32 << 10),
            "S6.content-of-60k"),
        FaultyServer.of(
            "too large a body is a fault of the server",
            () -> refuses(500, request -> request.body().length > 1 << 20),
            "S6.too-large"),
        FaultyServer.of(
            "chunks are not taken", () -> refuses(411, ProxyRequest::wasChunked), "S6.chunked"),
        FaultyServer.of("broken requests hang", ContentFaults::hangs, "S6.wrong-length"),
        FaultyServer.of(
            "only application/json is taken",
            () ->
                refuses(
                    415,
                    request ->
                        !request
                            .findHeader("Content-Type")
                            .orElse("")
                            .startsWith("application/json")),
            "S7.no-content-type",
            "S7.other-content-type"));
  }

  private static Fault events(Consumer<ObjectNode> change) {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      return request.isSync()
          ? Edits.withEvents(
              response,
              events -> {
                events.forEach(event -> change.accept((ObjectNode) event));
                return events;
              })
          : response;
    };
  }

  /** Changes what stands in the requests. */
  private static Fault texts(Function<String, String> change) {
    return (request, upstream) ->
        upstream.send(
            request.isSend()
                ? request.withBody(change.apply(request.text())).withTarget(ascii(request, change))
                : request);
  }

  private static String ascii(ProxyRequest request, Function<String, String> change) {
    String type = URLDecoder.decode(request.eventType(), StandardCharsets.UTF_8);
    String changed = change.apply(type);
    return changed.equals(type)
        ? request.target()
        : request
            .target()
            .replace(request.eventType(), URLEncoder.encode(changed, StandardCharsets.UTF_8));
  }

  private static String asDouble(String number) {
    double value = Double.parseDouble(number);
    return Double.isInfinite(value)
        ? "0"
        : value == Math.rint(value) && Math.abs(value) < 1e15
            ? Long.toString((long) value)
            : Double.toString(value);
  }

  private static Fault takesEverything() {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      boolean isRefused = response.status() == 400 || response.status() == 413;
      return request.isSend() && isRefused ? ProxyResponse.json(200, "{}") : response;
    };
  }

  private static Fault storesGoodPart() {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      if (request.isSend() && response.status() == 400) {
        ProxyRequest good =
            Edits.edit(
                request,
                body -> {
                  for (JsonNode devices : body.path("messages")) {
                    if (devices instanceof ObjectNode each) {
                      List<String> names =
                          each.properties().stream()
                              .filter(device -> !device.getValue().isObject())
                              .map(Map.Entry::getKey)
                              .toList();
                      each.remove(names);
                    }
                  }
                  if (body.path("messages") instanceof ObjectNode users) {
                    users.remove(
                        users.properties().stream()
                            .filter(user -> !user.getValue().isObject())
                            .map(Map.Entry::getKey)
                            .toList());
                  }
                });
        upstream.send(good.withTarget(good.target() + "-good"));
      }
      return response;
    };
  }

  private static Fault refuses(int status, Predicate<ProxyRequest> which) {
    return (request, upstream) ->
        request.isSend() && which.test(request)
            ? ProxyResponse.error(status, "M_UNKNOWN")
            : upstream.send(request);
  }

  private static boolean hasUnknownMember(ProxyRequest request) {
    return Edits.object(request.text())
        .map(body -> body.properties().stream().anyMatch(m -> !m.getKey().equals("messages")))
        .orElse(false);
  }

  private static boolean isOdd(ProxyRequest request) {
    String text = request.text();
    boolean isLone = Pattern.compile("\\\\u[dD][89a-fA-F]").matcher(text).find();
    boolean isHuge = Pattern.compile("[eE]\\+?\\d{3,}|\\d{300,}").matcher(text).find();
    boolean isDeep =
        text.contains("[[[[[[[[[[[[[[[[[[[[")
            || text.contains("{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":");
    boolean isDouble = Pattern.compile("\\{\"([^\"]+)\":[^{}]*,\"\\1\":").matcher(text).find();
    return isLone
        || isHuge
        || isDeep
        || isDouble
        || text.startsWith("\ufeff")
        || request.findHeader("Content-Encoding").isPresent()
        || !isUtf8(request.body());
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static Fault hangs() {
    return new Fault() {
      @Override
      public ProxyResponse handle(ProxyRequest request, Upstream upstream) throws IOException {
        return upstream.send(request);
      }

      @Override
      public boolean hangsOnBrokenRequests() {
        return true;
      }
    };
  }
}
