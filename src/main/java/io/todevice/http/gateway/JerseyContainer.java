package io.todevice.http.gateway;

import io.todevice.http.auth.Caller;
import io.todevice.http.error.ErrorMapper;
import io.todevice.spec.model.ServedOperation;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.security.Principal;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.inject.hk2.AbstractBinder;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.spi.Container;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jersey, entered with requests that are routed, authenticated and complete. */
final class JerseyContainer implements Container {

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

  private static final SecurityContext NOBODY =
      new SecurityContext() {
        @Override
        public @Nullable Principal getUserPrincipal() {
          return null;
        }

        @Override
        public boolean isUserInRole(String role) {
          return false;
        }

        @Override
        public boolean isSecure() {
          return false;
        }

        @Override
        public @Nullable String getAuthenticationScheme() {
          return null;
        }
      };

  private static final Logger LOG = LoggerFactory.getLogger(JerseyContainer.class);

  private final ApplicationHandler application;
  private final ScheduledExecutorService timer;
  private final Map<ServedOperation, ResourceCall> calls = new IdentityHashMap<>();

  /** Sets {@code resources} up for these operations; they can't be changed afterwards. */
  JerseyContainer(
      ResourceConfig resources,
      Collection<ServedOperation> operations,
      ScheduledExecutorService timer) {
    resources
        .addProperties(PROPERTIES)
        .register(ErrorMapper.class)
        .register(
            new AbstractBinder() {
              @Override
              protected void configure() {
                bind(new ContextParameters()).to(ValueParamProvider.class);
              }
            });
    this.timer = timer;
    application = new ApplicationHandler(resources);
    ResourceCalls all = ResourceCalls.of(application);
    for (ServedOperation operation : operations) {
      all.find(operation).ifPresent(call -> calls.put(operation, call));
    }
    LOG.debug("{} of {} operations are called directly", calls.size(), operations.size());
  }

  /** Lets the resource method of {@code match} answer {@code exchange}, now or later. */
  void serve(
      Exchange exchange,
      RequestLine line,
      RouteMatch.Operation match,
      URI uri,
      Caller caller,
      byte[] body) {
    GatewayRequest request =
        new GatewayRequest(
            exchange, line, uri, NOBODY, application.getConfiguration(), caller, body);
    ResourceCall call = calls.get(match.route().operation());
    if (call != null) {
      call.invoke(exchange, request, match.parameters());
    } else {
      ResponseWriter writer = new ResponseWriter(exchange, timer);
      request.setWriter(writer);
      application.handle(request);
      writer.ensureAnswered();
    }
  }

  /** The operations that are called without Jersey's pipeline. */
  Set<ServedOperation> direct() {
    return calls.keySet();
  }

  void start() {
    application.onStartup(this);
  }

  void stop() {
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
