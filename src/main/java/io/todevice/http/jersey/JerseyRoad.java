package io.todevice.http.jersey;

import io.todevice.http.call.Binding;
import io.todevice.http.call.Caller;
import io.todevice.http.error.ErrorMapper;
import io.todevice.http.exchange.Bindings;
import io.todevice.http.exchange.Exchange;
import io.todevice.http.exchange.Request;
import io.todevice.http.exchange.Road;
import io.todevice.http.route.RouteMatch;
import io.todevice.spec.model.ServedOperation;
import io.todevice.text.PercentCoding;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.spi.Container;
import org.jspecify.annotations.Nullable;

/**
 * Serves requests through Jersey's pipeline: for servers with filters, interceptors or resources of
 * their own. The operations are resources that call the same bindings as without it.
 */
public final class JerseyRoad implements Road, Container {

  /**
   * What is not needed is switched off; and an exception that nothing maps comes to {@link
   * ResponseWriter#failure} and no further.
   */
  private static final Map<String, Object> PROPERTIES =
      Map.of(
          ServerProperties.WADL_FEATURE_DISABLE, true,
          ServerProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true,
          ServerProperties.METAINF_SERVICES_LOOKUP_DISABLE, true,
          ServerProperties.JSON_PROCESSING_FEATURE_DISABLE, true,
          ServerProperties.MOXY_JSON_FEATURE_DISABLE, true,
          ServerProperties.BV_FEATURE_DISABLE, true,
          ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true,
          ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true,
          CommonProperties.PROVIDER_DEFAULT_DISABLE, "ALL");

  private final ApplicationHandler application;
  private @Nullable ScheduledExecutorService timer;

  /**
   * Adds the operations to an application, which can't be changed afterwards.
   *
   * @throws IllegalArgumentException if an operation has no binding
   */
  public JerseyRoad(
      ResourceConfig application, Collection<ServedOperation> operations, Bindings bindings) {
    application
        .addProperties(PROPERTIES)
        .register(ErrorMapper.class)
        .register(new JsonBodies(bindings.reader(), bindings.writer()));
    for (ServedOperation operation : operations) {
      Binding binding = bindings.get(operation);
      Resource.Builder resource = Resource.builder(operation.path());
      resource
          .addMethod(operation.method())
          .produces(binding.mediaType())
          .handledBy(new BoundResource(binding, bindings.reader()));
      application.registerResources(resource.build());
    }
    this.application = new ApplicationHandler(application);
  }

  @Override
  public void serve(Exchange exchange, RouteMatch.Operation match, Caller caller, byte[] body) {
    URI uri = uri(match.path(), exchange.request());
    serve(JerseyRequest.toOperation(exchange, match.route(), uri, this, caller, body), exchange);
  }

  @Override
  public boolean hasOtherPaths() {
    return true;
  }

  @Override
  public void serveOther(Exchange exchange, byte[] body) {
    Request request = exchange.request();
    URI uri = uri(PercentCoding.canonicalPath(request.path()), request);
    serve(JerseyRequest.toOther(exchange, uri, this, body), exchange);
  }

  private void serve(JerseyRequest request, Exchange exchange) {
    ResponseWriter writer = new ResponseWriter(exchange, Objects.requireNonNull(timer));
    request.setWriter(writer);
    application.handle(request);
    writer.ensureAnswered();
  }

  private static URI uri(String path, Request request) {
    return URI.create(
        request.query().isEmpty()
            ? path
            : path + "?" + PercentCoding.canonicalQuery(request.query()));
  }

  @Override
  public void start(ScheduledExecutorService endsWaiting) {
    timer = endsWaiting;
    application.onStartup(this);
  }

  @Override
  public void stop() {
    application.onShutdown(this);
  }

  @Override
  public ResourceConfig getConfiguration() {
    return application.getConfiguration();
  }

  @Override
  public ApplicationHandler getApplicationHandler() {
    return application;
  }

  /** Not supported: the resources belong to the document that the server was started with. */
  @Override
  public void reload() {
    throw new IllegalStateException("the resources cannot be changed");
  }

  @Override
  public void reload(ResourceConfig configuration) {
    throw new IllegalStateException("the resources cannot be changed");
  }
}
