package io.todevice.http;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Function;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.jspecify.annotations.Nullable;

/**
 * Gives resource methods the generated {@code Query} records, through their {@code read} methods.
 * JAX-RS's own way, a bean parameter, goes through the injection framework for each request, which
 * is slow and logs every bad value of a client as a failure.
 */
public final class QueryParameters implements ValueParamProvider {

  @Override
  public @Nullable Function<ContainerRequest, ?> getValueProvider(Parameter parameter) {
    Class<?> type = parameter.getRawType();
    if (!type.isRecord() || !type.getSimpleName().equals("Query")) {
      return null;
    }
    MethodHandle read = readMethod(type);
    return request -> read(read, new QueryReader(request.getUriInfo().getQueryParameters()));
  }

  @Override
  public PriorityType getPriority() {
    return Priority.HIGH;
  }

  private static MethodHandle readMethod(Class<?> type) {
    try {
      return MethodHandles.publicLookup()
          .findStatic(type, "read", MethodType.methodType(type, QueryReader.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the template gives every Query a read method", e);
    }
  }

  private static Object read(MethodHandle method, QueryReader reader) {
    try {
      return method.invoke(reader);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("reading query parameters throws nothing that is checked", e);
    }
  }
}
