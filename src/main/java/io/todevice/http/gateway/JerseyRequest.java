package io.todevice.http.gateway;

import io.todevice.http.call.Caller;
import io.todevice.http.call.RequestLifetime;
import io.todevice.http.jersey.BufferedBody;
import jakarta.ws.rs.core.SecurityContext;
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
      RequestLine line,
      URI uri,
      JerseyRoad road,
      @Nullable Caller caller,
      byte[] body) {
    super(
        BASE,
        uri,
        line.method(),
        NOBODY,
        // The one type of an internal package that Jersey has no other name for.
        new MapPropertiesDelegate(),
        road.getConfiguration());
    this.lifetime = exchange.lifetime();
    this.caller = caller;
    setEntityStream(new BufferedBody(body));
  }

  /** A request to an operation: what the gateway has dealt with is not among its headers. */
  static JerseyRequest toOperation(
      Exchange exchange, RequestLine line, URI uri, JerseyRoad road, Caller caller, byte[] body) {
    JerseyRequest request = new JerseyRequest(exchange, line, uri, road, caller, body);
    line.passHeaders(request::header);
    return request;
  }

  /** A request to a resource of the application's own. */
  static JerseyRequest toOther(
      Exchange exchange, RequestLine line, URI uri, JerseyRoad road, byte[] body) {
    JerseyRequest request = new JerseyRequest(exchange, line, uri, road, /* caller= */ null, body);
    line.forEachHeader(request::header);
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
