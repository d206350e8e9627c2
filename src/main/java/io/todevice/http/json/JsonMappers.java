package io.todevice.http.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.todevice.domain.DeviceKey;
import io.todevice.domain.JsonObject;
import io.todevice.domain.JsonValue;
import io.todevice.domain.UserKey;

/** The mapper of the server's bodies, and the limits that it holds. */
public final class JsonMappers {

  /**
   * How deep a body may nest. Half of what the strictest of the common readers, Python's, can hold,
   * so that a message that was taken can be read inside the response that delivers it (clause S5).
   */
  public static final int MAX_DEPTH = 500;

  /** How many digits a number may have. */
  public static final int MAX_NUMBER_LENGTH = 1000;

  /** The limits on the depth and on numbers; a body as a whole has its own. */
  static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(MAX_DEPTH)
          .maxNumberLength(MAX_NUMBER_LENGTH)
          .maxStringLength(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .build();

  private JsonMappers() {}

  /**
   * A mapper that takes a body as the specification types it, with {@link JsonReader}: no coercion
   * between JSON types, no {@code null} for a typed property, no half of a surrogate pair, nothing
   * twice, nothing behind the value; unknown properties are passed over (clause S5).
   */
  public static JsonMapper create() {
    return builder(new JsonFactory()).build();
  }

  /** The same on a factory of parsers and generators. */
  static JsonMapper.Builder builder(JsonFactory factory) {
    return JsonMapper.builder(factory)
        // Null is a value as good as others where any may be.
        .withConfigOverride(
            JsonValue.class,
            value -> value.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.SET)))
        .addModule(passThrough())
        .addModule(wholeNumbers())
        .addModule(texts())
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .defaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
        .withCoercionConfig(
            LogicalType.Textual,
            text ->
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
  }

  private static SimpleModule wholeNumbers() {
    return new SimpleModule("whole-numbers")
        .addDeserializer(Long.class, new WholeNumberDeserializer());
  }

  private static SimpleModule texts() {
    return new SimpleModule("texts")
        .addDeserializer(String.class, new TextDeserializer())
        .addKeyDeserializer(String.class, new TextDeserializer.OfNames());
  }

  private static SimpleModule passThrough() {
    SimpleModule module = new SimpleModule("pass-through");
    module.addDeserializer(JsonObject.class, new JsonValueDeserializer.OfObjects());
    module.addDeserializer(JsonValue.class, new JsonValueDeserializer());
    module.addSerializer(JsonValue.class, new KnownValueSerializer());
    module.addSerializer(JsonModel.class, new KnownValueSerializer());
    module.addKeyDeserializer(UserKey.class, new TextKeyDeserializer(UserKey::new));
    module.addKeyDeserializer(DeviceKey.class, new TextKeyDeserializer(DeviceKey::new));
    return module;
  }
}
