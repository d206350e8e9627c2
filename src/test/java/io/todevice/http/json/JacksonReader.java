package io.todevice.http.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.JsonObject;
import io.todevice.domain.JsonValue;
import io.todevice.domain.MatrixException;
import java.io.IOException;
import java.lang.reflect.Type;

/**
 * What {@link JsonReader} is compared with: the same rules, on Jackson's own parser, which finds
 * the texts of values by its byte offsets.
 */
final class JacksonReader {

  private static final Object SOURCE = JacksonReader.class;
  private static final JsonFactory WELL_FORMED = factory(false);
  private static final JsonMapper MAPPER =
      JsonMappers.builder(factory(true)).addModule(passThrough()).build();

  private JacksonReader() {}

  static <T> T read(byte[] text, Type type) {
    if (!Utf8.isWellFormed(text)) {
      throw new MatrixException(ErrorCode.M_NOT_JSON, "");
    }
    try {
      T value =
          MAPPER.readerFor(MAPPER.constructType(type)).withAttribute(SOURCE, text).readValue(text);
      if (value == null) {
        throw new MatrixException(ErrorCode.M_BAD_JSON, "");
      }
      return value;
    } catch (JacksonException e) {
      throw new MatrixException(refusal(text, e), "");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ErrorCode refusal(byte[] text, JacksonException cause) {
    try (JsonParser parser = WELL_FORMED.createParser(text)) {
      if (parser.nextToken() == null) {
        return ErrorCode.M_NOT_JSON;
      }
      int depth = 0;
      do {
        JsonToken token = parser.currentToken();
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        parser.finishToken();
      } while (depth > 0 && parser.nextToken() != null);
      if (depth > 0 || hasMore(parser)) {
        return ErrorCode.M_NOT_JSON;
      }
    } catch (StreamConstraintsException e) {
      return ErrorCode.M_BAD_JSON;
    } catch (StreamReadException e) {
      return ErrorCode.M_NOT_JSON;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return cause.getCause() instanceof MissingPropertyException
        ? ErrorCode.M_MISSING_PARAM
        : ErrorCode.M_BAD_JSON;
  }

  private static boolean hasMore(JsonParser parser) throws IOException {
    try {
      return parser.nextToken() != null;
    } catch (JacksonException somethingElse) {
      return true;
    }
  }

  private static JsonFactory factory(boolean isStrict) {
    return JsonFactory.builder()
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonFactory.Feature.CHARSET_DETECTION)
        .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, isStrict)
        .streamReadConstraints(JsonMappers.LIMITS)
        .build();
  }

  private static SimpleModule passThrough() {
    SimpleModule module = new SimpleModule("offsets");
    module.addDeserializer(JsonObject.class, new Slices<>(JsonObject.class));
    module.addDeserializer(JsonValue.class, new Slices<>(JsonValue.class));
    return module;
  }

  private static final class Slices<T extends JsonValue> extends StdDeserializer<T> {

    private static final long serialVersionUID = 1L;

    private final Class<T> type;

    Slices(Class<T> type) {
      super(type);
      this.type = type;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      boolean isObject = parser.hasToken(JsonToken.START_OBJECT);
      if (type == JsonObject.class && !isObject) {
        context.reportInputMismatch(type, "not an object");
      }
      byte[] text = (byte[]) context.getAttribute(SOURCE);
      int from = (int) parser.currentTokenLocation().getByteOffset();
      int depth = 0;
      JsonToken token = parser.currentToken();
      do {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (token.isNumeric() && Double.isInfinite(Double.parseDouble(parser.getText()))) {
          throw JsonMappingException.from(parser, "a number beyond the range of a double");
        }
      } while (depth > 0 && (token = parser.nextToken()) != null);
      parser.finishToken();
      int to = (int) parser.currentLocation().getByteOffset();
      if (hasLoneSurrogate(text, from, to)) {
        throw JsonMappingException.from(parser, "a lone surrogate");
      }
      return type.cast(
          isObject ? JsonObject.slice(text, from, to) : JsonValue.slice(text, from, to));
    }

    @Override
    public T getNullValue(DeserializationContext context) throws JsonMappingException {
      if (type == JsonObject.class) {
        return super.getNullValue(context);
      }
      return type.cast(JsonValue.of("null".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }

    private static boolean hasLoneSurrogate(byte[] text, int from, int to) {
      String part =
          new String(text, from, to - from, java.nio.charset.StandardCharsets.UTF_8)
              .replaceAll("\\\\[^u]", "");
      java.util.regex.Matcher escapes =
          java.util.regex.Pattern.compile(
                  "\\\\u[dD][89abAB]..\\\\u[dD][c-fC-F]..|\\\\u[dD][89a-fA-F]..")
              .matcher(part);
      while (escapes.find()) {
        if (escapes.group().length() < 12) {
          return true;
        }
      }
      return false;
    }
  }
}
