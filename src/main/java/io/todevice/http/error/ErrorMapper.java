package io.todevice.http.error;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/**
 * Answers whatever a resource, a message body reader or Jersey itself throws with the Matrix
 * envelope that {@link ErrorTranslator} chooses. The only exception mapper there is. Safe for use
 * by many threads.
 */
public final class ErrorMapper implements ExceptionMapper<Throwable> {

  @Override
  public Response toResponse(Throwable thrown) {
    ErrorEnvelope error = ErrorTranslator.translate(thrown);
    Response.ResponseBuilder response =
        Response.status(error.status()).entity(error.body()).type(MediaType.APPLICATION_JSON_TYPE);
    error
        .retryAfterSeconds()
        .ifPresent(seconds -> response.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
    return response.build();
  }
}
