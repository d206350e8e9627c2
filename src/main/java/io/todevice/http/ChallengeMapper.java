package io.todevice.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.todevice.model.AuthenticationResponse;
import io.todevice.service.interactive.InteractiveOutcome.StageError;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * The 401 of user-interactive authentication: the schema of the specification, and beside it, where
 * a stage failed, the members of the error envelope (client-server API, <i>User-interactive API in
 * the REST API</i>).
 */
public final class ChallengeMapper implements ExceptionMapper<ChallengeException> {

  /** The two side by side. */
  record Body(
      @JsonProperty("errcode") @Nullable String errcode,
      @JsonProperty("error") @Nullable String error,
      @JsonUnwrapped AuthenticationResponse challenge) {}

  @Override
  public Response toResponse(ChallengeException exception) {
    Body body =
        new Body(
            exception.error().map(error -> error.code().errcode()).orElse(null),
            exception.error().map(StageError::message).orElse(null),
            exception.body());
    return Response.status(Response.Status.UNAUTHORIZED)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(body)
        .build();
  }
}
