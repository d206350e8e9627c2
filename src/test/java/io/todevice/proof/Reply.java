package io.todevice.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The answer to a request. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares replies
public record Reply(int status, byte[] body) {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonFactory PARSERS = new JsonFactory();

  /** The body as text. */
  public String text() {
    return new String(body, UTF_8);
  }

  /** The body as JSON. */
  public JsonNode json() {
    try {
      return MAPPER.readTree(body);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + text(), e);
    }
  }

  /** One member of the body as text; empty where it is absent. */
  public String member(String name) {
    return json().path(name).asText();
  }

  /** What stands in {@code to_device.events}, contents as the bytes that came. */
  public List<Delivered> events() {
    List<Delivered> events = new ArrayList<>();
    try (JsonParser parser = PARSERS.createParser(body)) {
      parser.nextToken();
      if (enter(parser, "to_device") && enter(parser, "events")) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          events.add(event(parser));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(text(), e);
    }
    return events;
  }

  /** Goes on to the value of a member of the object that has just begun. */
  private static boolean enter(JsonParser parser, String name) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isFound = parser.currentName().equals(name);
      parser.nextToken();
      if (isFound) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }

  private Delivered event(JsonParser parser) throws IOException {
    String sender = "";
    String type = "";
    String content = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "sender" -> sender = parser.getText();
        case "type" -> type = parser.getText();
        case "content" -> content = slice(parser);
        default -> throw new AssertionError("an event has no member '" + name + "': " + text());
      }
    }
    return new Delivered(sender, type, content);
  }

  private String slice(JsonParser parser) throws IOException {
    int start = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    int end = (int) parser.currentLocation().getByteOffset();
    return new String(body, start, end - start, UTF_8);
  }

  /** A message; {@code content} is the text that came, spaces and escapes included. */
  public record Delivered(String sender, String type, String content) {}
}
