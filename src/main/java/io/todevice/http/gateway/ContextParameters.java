package io.todevice.http.gateway;

import io.todevice.http.auth.Caller;
import java.util.function.Function;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.jspecify.annotations.Nullable;

/**
 * Gives resource methods their {@code @Context Caller} and {@code @Context RequestLifetime}: read
 * from the request itself, without looking for a service or making a proxy.
 */
final class ContextParameters implements ValueParamProvider {

  @Override
  public @Nullable Function<ContainerRequest, ?> getValueProvider(Parameter parameter) {
    Class<?> type = parameter.getRawType();
    if (type == Caller.class) {
      return request -> ((GatewayRequest) request).caller();
    } else if (type == RequestLifetime.class) {
      return request -> ((GatewayRequest) request).lifetime();
    }
    return null;
  }

  @Override
  public PriorityType getPriority() {
    return Priority.HIGH;
  }
}
