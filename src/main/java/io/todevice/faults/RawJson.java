package io.todevice.faults;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.domain.JsonValue;
import io.todevice.domain.MatrixException;
import io.todevice.http.json.JsonMappers;
import io.todevice.http.json.JsonReader;
import io.todevice.http.json.JsonWriter;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes parts of JSON and keeps the bytes of the others. */
final class RawJson {

  private static final Type MEMBERS = new TypeReference<Map<String, JsonValue>>() {}.getType();
  private static final Type ELEMENTS = new TypeReference<List<JsonValue>>() {}.getType();

  private static final JsonMapper MAPPER = JsonMappers.create();
  private static final JsonReader READER = new JsonReader(MAPPER);
  private static final JsonWriter WRITER = new JsonWriter(MAPPER);

  private RawJson() {}

  /** The members of an object, to be changed; empty if it is another value or not valid. */
  static Optional<Map<String, JsonValue>> members(byte[] json) {
    return read(json, MEMBERS);
  }

  /** The elements of an array, to be changed; empty if it is another value. */
  static Optional<List<JsonValue>> elements(JsonValue json) {
    return read(json.toBytes(), ELEMENTS);
  }

  private static <T> Optional<T> read(byte[] json, Type type) {
    try {
      return Optional.of(READER.read(json, type));
    } catch (MatrixException notThis) {
      return Optional.empty();
    }
  }

  /** The JSON of members or elements, or of a value of Java. */
  static JsonValue value(Object parts) {
    return JsonValue.of(WRITER.write(parts));
  }

  /** The value with the part at a place, which exists, changed. */
  static JsonValue change(JsonValue json, JsonPointer at, UnaryOperator<JsonValue> change) {
    if (at.matches()) {
      return change.apply(json);
    }
    UnaryOperator<JsonValue> inner = part -> change(part, at.tail(), change);
    Optional<Map<String, JsonValue>> members = members(json.toBytes());
    if (members.isPresent()) {
      members.get().computeIfPresent(at.getMatchingProperty(), (name, part) -> inner.apply(part));
      return value(members.get());
    }
    List<JsonValue> elements = elements(json).orElseThrow();
    elements.set(at.getMatchingIndex(), inner.apply(elements.get(at.getMatchingIndex())));
    return value(elements);
  }
}
