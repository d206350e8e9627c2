package io.todevice.benchmark;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * What one gets by following Jersey's documentation: one resource, Jackson, Grizzly with its
 * default worker threads.
 *
 * <p>The only setting beyond the defaults keeps a connection open after its 256th request, as the
 * other servers of the comparison do.
 */
public final class StockJerseyServer {

  private StockJerseyServer() {}

  /**
   * Starts the server on the loopback address and keeps it until the process is ended.
   *
   * @param args the port, alone
   * @throws IOException if the port cannot be bound
   * @throws InterruptedException if the main thread is interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + Integer.parseInt(args[0]) + "/");
    ResourceConfig application =
        new ResourceConfig(SendToDevice.class).register(JacksonFeature.class);

    HttpServer server = GrizzlyHttpServerFactory.createHttpServer(address, application, false);
    for (NetworkListener listener : server.getListeners()) {
      listener.getKeepAlive().setMaxRequestsCount(-1);
    }
    server.start();
    Thread.currentThread().join();
  }

  /**
   * The route of the send-to-device request: reads its JSON into a map and answers an empty object.
   */
  @Path("/_matrix/client/v3/sendToDevice/{eventType}/{txnId}")
  public static final class SendToDevice {

    /**
     * Accepts a request and does nothing with it.
     *
     * @param eventType the type of the messages
     * @param txnId the transaction's identifier
     * @param body the request as Jackson reads it
     * @return an empty object
     */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Object> send(
        @PathParam("eventType") String eventType,
        @PathParam("txnId") String txnId,
        Map<String, Object> body) {
      return Map.of();
    }
  }
}
