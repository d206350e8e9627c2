package io.todevice.http;

import io.todevice.domain.DeviceKey;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.EventType;
import io.todevice.domain.MatrixException;
import io.todevice.domain.TransactionId;
import io.todevice.domain.UserKey;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes typed values of path parameters. What does not fit the type is refused with {@code
 * M_INVALID_PARAM}.
 */
public final class ParameterConverters implements ParamConverterProvider {

  private static final Map<Class<?>, Function<String, Object>> CONVERTERS =
      Map.of(
          EventType.class, EventType::new,
          TransactionId.class, TransactionId::new,
          UserKey.class, UserKey::new,
          DeviceKey.class, DeviceKey::new);

  @Override
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> rawType, Type genericType, Annotation[] annotations) {
    Function<String, Object> converter = CONVERTERS.get(rawType);
    return converter == null ? null : new Converter<>(rawType, converter);
  }

  private record Converter<T>(Class<T> type, Function<String, Object> convert)
      implements ParamConverter<T> {

    @Override
    public @Nullable T fromString(@Nullable String value) {
      if (value == null) {
        return null;
      }
      try {
        return type.cast(convert.apply(value));
      } catch (IllegalArgumentException e) {
        throw new MatrixException(
            ErrorCode.M_INVALID_PARAM, "A parameter has a value that its type does not allow");
      }
    }

    @Override
    public String toString(T value) {
      return value.toString();
    }
  }
}
