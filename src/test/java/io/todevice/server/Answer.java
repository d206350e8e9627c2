package io.todevice.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** An HTTP response, read as JSON where it is looked into. */
record Answer(HttpResponse<String> response) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  int status() {
    return response.statusCode();
  }

  String body() {
    return response.body();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  JsonNode json() {
    try {
      return MAPPER.readTree(body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + body(), e);
    }
  }

  String text(String member) {
    return json().path(member).asText();
  }

  /**
   * Status and error code, for example {@code 401 M_MISSING_TOKEN}; only the status where there is
   * none.
   */
  String outcome() {
    String errcode = body().startsWith("{") ? text("errcode") : "";
    return (status() + " " + errcode).strip();
  }

  List<JsonNode> events() {
    List<JsonNode> events = new ArrayList<>();
    json().at("/to_device/events").forEach(events::add);
    return events;
  }

  /** The member {@code n} of each event's content. */
  List<Integer> numbers() {
    return events().stream().map(event -> event.at("/content/n").asInt(-1)).toList();
  }
}
