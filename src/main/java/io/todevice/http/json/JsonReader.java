package io.todevice.http.json;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.JsonObject;
import io.todevice.domain.JsonValue;
import io.todevice.domain.MatrixException;
import io.todevice.http.json.JsonScanner.Check;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads bodies into generated models and refuses what they do not allow (clauses S5, S6). Safe for
 * many threads.
 */
public final class JsonReader {

  private final JsonMapper mapper;
  private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();

  /** A reader that uses this mapper. */
  public JsonReader(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * Reads a body.
   *
   * @param text the whole body
   * @throws MatrixException M_NOT_JSON if it is no JSON in UTF-8, or more than one value;
   *     M_MISSING_PARAM if a required property is missing; M_BAD_JSON if it has another shape than
   *     the specification says, or cannot be delivered faithfully. The message names the property
   *     and the reason, and no value
   */
  public <T> T read(byte[] text, Type type) {
    return read(text, type, "The body");
  }

  /**
   * Reads the members of an object, each of which may be anything, null too.
   *
   * @param name as in {@link #read(byte[], Type, String)}
   * @return the members in the object's order
   */
  public Map<String, JsonValue> members(JsonObject object, String name) {
    Members members = read(object.toBytes(), Members.class, name);
    return members.values;
  }

  private static final class Members {

    @JsonAnySetter private final Map<String, JsonValue> values = new LinkedHashMap<>();
  }

  /**
   * Reads a text likewise.
   *
   * @param name what the messages call the text, at the beginning of a sentence
   */
  public <T> T read(byte[] text, Type type, String name) {
    if (!Utf8.isWellFormed(text)) {
      throw new MatrixException(ErrorCode.M_NOT_JSON, name + " is not UTF-8");
    }
    ObjectReader reader =
        readers.computeIfAbsent(type, t -> mapper.readerFor(mapper.constructType(t)));
    try {
      T value = reader.readValue(new BodyParser(text));
      if (value == null) {
        throw new MatrixException(ErrorCode.M_BAD_JSON, name + " must not be null");
      }
      return value;
    } catch (JacksonException e) {
      throw refusal(text, e, name);
    } catch (IOException e) {
      throw new IllegalStateException("reading bytes in memory does no I/O", e);
    }
  }

  /** What is no JSON at all is reported as that, wherever reading stopped. */
  private static MatrixException refusal(byte[] text, JacksonException cause, String name) {
    try {
      JsonScanner scanner = new JsonScanner(text, JsonMappers.LIMITS);
      scanner.skipSpace();
      if (scanner.peek() < 0) {
        return new MatrixException(ErrorCode.M_NOT_JSON, name + " is empty");
      }
      scanner.skipValue(Check.SYNTAX, 0);
      scanner.skipSpace();
      if (scanner.peek() >= 0) {
        return new MatrixException(
            ErrorCode.M_NOT_JSON, name + " is not JSON: something follows the value");
      }
    } catch (StreamConstraintsException e) {
      return new MatrixException(
          ErrorCode.M_BAD_JSON, name + " nests too deeply or holds too long a number");
    } catch (JsonParseException e) {
      return new MatrixException(ErrorCode.M_NOT_JSON, name + " is not JSON");
    }
    return ShapeFault.of(cause, name);
  }
}
