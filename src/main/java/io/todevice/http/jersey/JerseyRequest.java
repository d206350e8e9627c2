package io.todevice.http.jersey;

import io.todevice.http.call.Caller;
import io.todevice.http.call.RequestLifetime;
import io.todevice.http.exchange.Exchange;
import io.todevice.http.route.Route;
import jakarta.ws.rs.core.SecurityContext;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.Principal;
import java.util.Objects;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ContainerRequest;
import org.jspecify.annotations.Nullable;

/** A request in the form that Jersey wants. */
final class JerseyRequest extends ContainerRequest {

  private static final URI BASE = URI.create("/");

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

  private final RequestLifetime lifetime;
  private final @Nullable Caller caller;

  private JerseyRequest(
      Exchange exchange,
      String method,
      URI uri,
      JerseyRoad road,
      @Nullable Caller caller,
      byte[] body) {
    super(
        BASE,
        uri,
        method,
        NOBODY,
        // The one type of an internal package that Jersey has no other name for.
        new MapPropertiesDelegate(),
        road.getConfiguration());
    this.lifetime = exchange.lifetime();
    this.caller = caller;
    setEntityStream(new ByteArrayInputStream(body));
  }

  /** A request to an operation: what the server has dealt with is not among its headers. */
  static JerseyRequest toOperation(
      Exchange exchange,
      Route.Operation route,
      URI uri,
      JerseyRoad road,
      Caller caller,
      byte[] body) {
    JerseyRequest request = new JerseyRequest(exchange, route.method(), uri, road, caller, body);
    exchange.request().passHeaders(request::header);
    return request;
  }

  /** A request to a resource of the application's own. */
  static JerseyRequest toOther(Exchange exchange, URI uri, JerseyRoad road, byte[] body) {
    JerseyRequest request =
        new JerseyRequest(
            exchange, exchange.request().method(), uri, road, /* caller= */ null, body);
    exchange.request().head().forEachField(request::header);
    return request;
  }

  /** Whether the router has found an operation. */
  boolean isToOperation() {
    return caller != null;
  }

  Caller caller() {
    return Objects.requireNonNull(caller);
  }

  RequestLifetime lifetime() {
    return lifetime;
  }
}
