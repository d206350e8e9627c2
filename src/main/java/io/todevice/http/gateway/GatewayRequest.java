package io.todevice.http.gateway;

import io.todevice.http.auth.Caller;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.net.URI;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.internal.process.MappableException;
import org.jspecify.annotations.Nullable;

/**
 * A request as Jersey sees it. Its body is there and is JSON, whatever the client's {@code
 * Content-Type} says or does not say (clause S7).
 */
final class GatewayRequest extends ContainerRequest {

  private static final URI BASE = URI.create("/");

  private final Exchange exchange;
  private final RequestLine line;
  private final Caller caller;
  private final BufferedBody body;
  private boolean hasHeaders;

  GatewayRequest(
      Exchange exchange,
      RequestLine line,
      URI uri,
      SecurityContext security,
      Configuration configuration,
      Caller caller,
      byte[] body) {
    super(BASE, uri, line.method(), security, new MapPropertiesDelegate(), configuration);
    this.exchange = exchange;
    this.line = line;
    this.caller = caller;
    this.body = new BufferedBody(body);
    setEntityStream(this.body);
  }

  Caller caller() {
    return caller;
  }

  RequestLifetime lifetime() {
    return exchange.lifetime();
  }

  /** The headers are copied when somebody asks for one, which few resource methods do. */
  @Override
  public MultivaluedMap<String, String> getHeaders() {
    MultivaluedMap<String, String> headers = super.getHeaders();
    if (!hasHeaders && exchange.isOpen()) {
      hasHeaders = true;
      line.passHeaders(headers::add);
    }
    return headers;
  }

  @Override
  public @Nullable String getHeaderString(String name) {
    getHeaders();
    return super.getHeaderString(name);
  }

  @Override
  public MediaType getMediaType() {
    return MediaType.APPLICATION_JSON_TYPE;
  }

  /**
   * Reads the body with the reader for its type, without the interceptors and the two streams that
   * Jersey would put around the {@link BufferedBody}, and without a copy of the headers.
   */
  @Override
  public <T> @Nullable T readEntity(Class<T> rawType, Type type, Annotation[] annotations) {
    MessageBodyReader<T> reader =
        getWorkers().getMessageBodyReader(rawType, type, annotations, getMediaType());
    if (reader == null) {
      return super.readEntity(rawType, type, annotations);
    }
    try {
      return reader.readFrom(rawType, type, annotations, getMediaType(), super.getHeaders(), body);
    } catch (WebApplicationException | MappableException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new MappableException(e);
    }
  }
}
