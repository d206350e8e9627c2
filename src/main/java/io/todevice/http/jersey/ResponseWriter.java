package io.todevice.http.jersey;

import io.todevice.http.error.ErrorEnvelope;
import io.todevice.http.exchange.Exchange;
import io.todevice.http.exchange.Responses;
import io.todevice.http.wire.Response;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;
import org.jspecify.annotations.Nullable;

/**
 * Takes Jersey's response, keeps it until it is complete, and answers with it in one piece. An
 * error that Jersey answers with another body than JSON, or with none, becomes the Matrix envelope.
 */
final class ResponseWriter implements ContainerResponseWriter {

  private final Exchange exchange;
  private final ScheduledExecutorService timer;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private @Nullable ContainerResponse head;
  private @Nullable TimeoutHandler timeoutHandler;
  private @Nullable ScheduledFuture<?> timeout;
  private boolean isSuspended;
  private boolean isCommitted;

  ResponseWriter(Exchange exchange, ScheduledExecutorService timer) {
    this.exchange = exchange;
    this.timer = timer;
  }

  @Override
  public OutputStream writeResponseStatusAndHeaders(long length, ContainerResponse response) {
    head = response;
    body.reset();
    return body;
  }

  @Override
  public synchronized boolean suspend(
      long time, TimeUnit unit, @Nullable TimeoutHandler onTimeout) {
    if (isSuspended) {
      return false;
    }
    isSuspended = true;
    timeoutHandler = onTimeout;
    setSuspendTimeout(time, unit);
    return true;
  }

  @Override
  public synchronized void setSuspendTimeout(long time, TimeUnit unit) {
    if (!isSuspended) {
      throw new IllegalStateException("not suspended");
    }
    if (timeout != null) {
      timeout.cancel(false);
      timeout = null;
    }
    if (time > 0) {
      timeout = timer.schedule(this::onTimeout, time, unit);
    }
  }

  private void onTimeout() {
    TimeoutHandler handler = timeoutHandler;
    if (handler != null && exchange.isOpen()) {
      handler.onTimeout(this);
    }
  }

  @Override
  public void commit() {
    ContainerResponse response = head;
    if (response != null && !isCommitted) {
      isCommitted = true;
      exchange.answer(complete(response));
    }
  }

  @Override
  public void failure(Throwable error) {
    isCommitted = true;
    exchange.fail(error);
  }

  /** To be called when Jersey returns: it has answered, or will. */
  void ensureAnswered() {
    if (!isCommitted && !isSuspended) {
      exchange.fail(new IllegalStateException("a resource returned without an answer"));
    }
  }

  @Override
  public boolean enableResponseBuffering() {
    return false;
  }

  private Response complete(ContainerResponse response) {
    int status = response.getStatus();
    if (status >= 400 && (body.size() == 0 || !isJson(response.getMediaType()))) {
      return Responses.of(ErrorEnvelope.ofStatus(status));
    }
    List<Response.Field> fields = new ArrayList<>();
    response
        .getStringHeaders()
        .forEach(
            (name, values) -> {
              if (!HttpHeaders.CONTENT_LENGTH.equalsIgnoreCase(name)) {
                values.forEach(value -> fields.add(new Response.Field(name, value)));
              }
            });
    return new Response(status, fields, body.toByteArray());
  }

  private static boolean isJson(@Nullable MediaType type) {
    return type != null && MediaType.APPLICATION_JSON_TYPE.isCompatible(type);
  }
}
