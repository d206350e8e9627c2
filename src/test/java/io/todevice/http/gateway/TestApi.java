package io.todevice.http.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.http.auth.Caller;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** A resource interface in the form of the generated ones. */
@Path("/_matrix/client/v3")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface TestApi {

  /** What {@link #echo} answers. */
  record Echo(String first, String second, int bytes, String user) {}

  /** What {@link #query} answers. */
  record Query(String since, Integer timeout, String filter, String header) {}

  /** What needs nothing more. */
  record Text(String text) {}

  @PUT
  @Path("/echo/{first}/{second}")
  CompletionStage<Echo> echo(
      @PathParam("first") String first,
      @PathParam("second") String second,
      RawJson body,
      @Context Caller caller);

  @GET
  @Path("/query")
  Query query(
      @QueryParam("since") String since,
      @QueryParam("timeout") @DefaultValue("0") Integer timeout,
      @QueryParam("filter") String filter,
      @HeaderParam("X-Forwarded-For") String forwardedFor);

  @GET
  @Path("/whoami")
  Text whoami(@Context Caller caller);

  @GET
  @Path("/maybe")
  Text maybe(@Context Caller caller);

  @POST
  @Path("/model")
  Text model(Model body);

  /** A body with a shape. */
  record Model(String name, JsonNode any) {}

  @GET
  @Path("/wait/{name}")
  CompletionStage<Text> await(
      @PathParam("name") String name, @Context RequestLifetime lifetime, @Context Caller caller);

  @GET
  @Path("/fail/{how}")
  CompletionStage<Text> fail(@PathParam("how") String how);

  @GET
  @Path("/big/{bytes}")
  Text big(@PathParam("bytes") int bytes);

  @GET
  @Path("/response/{how}")
  Response response(@PathParam("how") String how);

  @DELETE
  @Path("/echo/{first}/{second}")
  Text forget(@PathParam("first") String first, @PathParam("second") String second);

  @GET
  @Path("/rules/")
  Text rules();

  @GET
  @Path("/public")
  Text open();
}
