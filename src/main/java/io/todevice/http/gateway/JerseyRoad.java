package io.todevice.http.gateway;

import io.todevice.http.call.Binding;
import io.todevice.http.call.Caller;
import io.todevice.http.error.ErrorMapper;
import io.todevice.http.jersey.JsonBodyReader;
import io.todevice.http.jersey.JsonBodyWriter;
import io.todevice.spec.model.ServedOperation;
import io.todevice.text.PercentCoding;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.spi.Container;

/**
 * Serves requests through Jersey's pipeline: for servers with filters, interceptors or resources of
 * their own. The operations are resources that call the same bindings as without it.
 */
final class JerseyRoad implements Road, Container {

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
  private final ScheduledExecutorService timer;

  /**
   * Adds the operations to an application, which can't be changed afterwards.
   *
   * @param timer ends the waiting of suspended requests
   */
  JerseyRoad(
      ResourceConfig application,
      Collection<ServedOperation> operations,
      Bindings bindings,
      ScheduledExecutorService timer) {
    this.timer = timer;
    application
        .addProperties(PROPERTIES)
        .register(ErrorMapper.class)
        .register(new JsonBodyReader(bindings.reader()))
        .register(new JsonBodyWriter(bindings.writer()));
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
  public void serve(
      Exchange exchange, RequestLine line, RouteMatch.Operation match, Caller caller, byte[] body) {
    serve(
        JerseyRequest.toOperation(exchange, line, uri(match.path(), line), this, caller, body),
        exchange);
  }

  @Override
  public boolean hasOtherPaths() {
    return true;
  }

  @Override
  public void serveOther(Exchange exchange, RequestLine line, byte[] body) {
    URI uri = uri(PercentCoding.canonicalPath(line.path()), line);
    serve(JerseyRequest.toOther(exchange, line, uri, this, body), exchange);
  }

  private void serve(JerseyRequest request, Exchange exchange) {
    ResponseWriter writer = new ResponseWriter(exchange, timer);
    request.setWriter(writer);
    application.handle(request);
    writer.ensureAnswered();
  }

  private static URI uri(String path, RequestLine line) {
    return URI.create(
        line.query().isEmpty() ? path : path + "?" + PercentCoding.canonicalQuery(line.query()));
  }

  @Override
  public void start() {
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
