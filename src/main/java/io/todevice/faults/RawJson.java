package io.todevice.faults;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.domain.JsonObject;
import io.todevice.domain.JsonValue;
import io.todevice.domain.MatrixException;
import io.todevice.http.json.JsonMappers;
import io.todevice.http.json.JsonReader;
import io.todevice.http.json.JsonWriter;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes parts of JSON and keeps the bytes of the others. */
final class RawJson {

  private static final Type MEMBERS = new TypeReference<Map<String, JsonValue>>() {}.getType();
  private static final Type ELEMENTS = new TypeReference<List<JsonValue>>() {}.getType();

  /** Takes {@code null} for a value, as clients have to. */
  private static final JsonMapper MAPPER =
      JsonMappers.create()
          .rebuild()
          .defaultSetterInfo(JsonSetter.Value.construct(Nulls.SET, Nulls.SET))
          .build();

  private static final JsonReader READER = new JsonReader(MAPPER);
  private static final JsonWriter WRITER = new JsonWriter(MAPPER);

  private RawJson() {}

  /** A text that came over the wire as an object; empty if it is another value or not valid. */
  static Optional<JsonValue> object(byte[] json) {
    return members(json).map(RawJson::value);
  }

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

  /** The part at a place; empty if it is not there. Arrays have none here. */
  static Optional<JsonValue> find(JsonValue json, JsonPointer at) {
    return at.matches()
        ? Optional.of(json)
        : members(json.toBytes())
            .flatMap(members -> Optional.ofNullable(members.get(at.getMatchingProperty())))
            .flatMap(part -> find(part, at.tail()));
  }

  /** The text at a place; empty if there is none. */
  static Optional<String> findText(JsonValue json, JsonPointer at) {
    return find(json, at)
        .flatMap(part -> Edits.tree(part.toString()))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue);
  }

  /** The value with the part at a place changed; an object that is missing is made. */
  static JsonValue change(JsonValue json, JsonPointer at, UnaryOperator<JsonValue> change) {
    if (at.matches()) {
      return change.apply(json);
    }
    UnaryOperator<JsonValue> inner = part -> change(part, at.tail(), change);
    Optional<List<JsonValue>> elements = at.mayMatchElement() ? elements(json) : Optional.empty();
    if (elements.isPresent()) {
      int index = at.getMatchingIndex();
      elements.get().set(index, inner.apply(elements.get().get(index)));
      return value(elements.get());
    }
    Map<String, JsonValue> members = members(json.toBytes()).orElseGet(LinkedHashMap::new);
    String name = at.getMatchingProperty();
    members.put(name, inner.apply(members.getOrDefault(name, JsonObject.EMPTY)));
    return value(members);
  }
}
