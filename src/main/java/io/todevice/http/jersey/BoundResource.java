package io.todevice.http.jersey;

import io.todevice.http.call.Binding;
import io.todevice.http.call.Call;
import io.todevice.http.json.JsonReader;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.glassfish.jersey.process.Inflector;

/** The resource of an operation: calls its binding with what Jersey has made of the request. */
public final class BoundResource
    implements Inflector<ContainerRequestContext, CompletionStage<Object>> {

  private final Binding binding;
  private final JsonReader reader;

  BoundResource(Binding binding, JsonReader reader) {
    this.binding = binding;
    this.reader = reader;
  }

  @Override
  public CompletionStage<Object> apply(ContainerRequestContext context) {
    JerseyRequest request = (JerseyRequest) context;
    if (!request.isToOperation()) {
      // Jersey overlooks a slash at the end, and the router does not (clause S9).
      throw new NotFoundException();
    }
    return binding
        .invoke(new Call(new Parts(request), reader, request.caller(), request.lifetime()))
        .thenApply(result -> result);
  }

  private record Parts(JerseyRequest request) implements Call.Request {

    @Override
    public String path(String name) {
      return request.getUriInfo().getPathParameters().getFirst(name);
    }

    @Override
    public List<String> query(String name) {
      return request.getUriInfo().getQueryParameters().getOrDefault(name, List.of());
    }

    @Override
    public List<String> headers(String name) {
      return request.getHeaders().getOrDefault(name, List.of());
    }

    /** Through the application's interceptors. */
    @Override
    public byte[] body() {
      return request.readEntity(byte[].class);
    }
  }
}
