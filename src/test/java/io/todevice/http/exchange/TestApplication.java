package io.todevice.http.exchange;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ReaderInterceptor;
import java.io.ByteArrayInputStream;
import java.util.Map;
import org.glassfish.jersey.server.ResourceConfig;

/** A filter, an interceptor and a resource of an application's own. */
public final class TestApplication {

  private TestApplication() {}

  static ResourceConfig create() {
    return new ResourceConfig()
        .register(Own.class)
        .register(
            (ContainerResponseFilter)
                (request, response) ->
                    response.getHeaders().putSingle("X-Filtered", response.getStatus()))
        .register(
            (ReaderInterceptor)
                context -> {
                  byte[] body = context.getInputStream().readAllBytes();
                  String text = new String(body, java.nio.charset.StandardCharsets.ISO_8859_1);
                  context.setInputStream(
                      new ByteArrayInputStream(
                          text.replace("\"before\"", "\"after\"")
                              .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)));
                  return context.proceed();
                });
  }

  /** Answers in its own ways. */
  @Path("/own")
  @Produces("application/json")
  public static final class Own {

    /** An answer of any kind. */
    @GET
    @Path("{how}")
    public Response get(@PathParam("how") String how) {
      return switch (how) {
        case "flows" -> Response.status(401).entity(Map.of("text", "flows")).build();
        case "bare" -> Response.status(403).build();
        case "text" -> Response.status(500).entity("x").type("text/plain").build();
        case "html" ->
            throw new BadRequestException(
                Response.status(400).type("text/html").entity("<b>secret</b>").build());
        case "runtime" -> throw new IllegalStateException("secret");
        default -> Response.ok(Map.of("text", how)).header("X-Own", "yes").build();
      };
    }

    /** Reads what was sent. */
    @POST
    public Map<String, String> post(Map<String, String> body) {
      return body;
    }
  }
}
