package io.todevice.http;

import io.todevice.domain.JsonObject;
import io.todevice.domain.JsonValue;
import io.todevice.http.call.Caller;
import io.todevice.http.error.PreparedAnswerException;
import io.todevice.http.json.JsonReader;
import io.todevice.http.json.JsonWriter;
import io.todevice.model.LoginRequestIdentifier;
import io.todevice.model.Register401Response;
import io.todevice.model.Register401ResponseFlowsItem;
import io.todevice.service.interactive.AuthAttempt;
import io.todevice.service.interactive.InteractiveOutcome;
import io.todevice.service.interactive.InteractiveOutcome.ChallengeRequired;
import io.todevice.service.interactive.InteractiveOutcome.Completed;
import io.todevice.service.interactive.InteractiveOutcome.StageError;
import io.todevice.service.password.Password;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * User-interactive authentication as it stands on the wire: {@code auth} in a request, the 401 in
 * an answer.
 */
public record InteractiveAuth(JsonReader reader, JsonWriter writer) {

  /**
   * What the client submits, if anything.
   *
   * @throws io.todevice.domain.MatrixException M_BAD_JSON if a key of the login type has another
   *     shape
   */
  Optional<AuthAttempt> attempt(@Nullable AuthenticationFields auth, Caller caller) {
    if (auth == null) {
      return Optional.empty();
    }
    Map<String, JsonValue> keys = auth.additionalProperties();
    Optional<LoginRequestIdentifier> identifier =
        read(keys, "identifier", LoginRequestIdentifier.class);
    // The form before identifiers, which clients still send.
    Optional<io.todevice.service.password.UserIdentifier> deprecated =
        read(keys, "user", String.class).map(io.todevice.service.password.UserIdentifier::ofUser);
    return Optional.of(
        new AuthAttempt(
            Optional.ofNullable(auth.type()),
            Optional.ofNullable(auth.session()),
            identifier.map(this::identifier).or(() -> deprecated),
            read(keys, "password", String.class).map(Password::new),
            caller.network().get()));
  }

  /** An identifier of a login request or of an authentication stage. */
  io.todevice.service.password.UserIdentifier identifier(IdentifierFields identifier) {
    return new io.todevice.service.password.UserIdentifier(
        identifier.type(), read(identifier.additionalProperties(), "user", String.class));
  }

  /**
   * The value of a request whose authentication is complete.
   *
   * @throws PreparedAnswerException if more is to be submitted
   */
  <T> T completed(InteractiveOutcome<T> outcome) {
    if (outcome instanceof Completed<T> completed) {
      return completed.value();
    }
    ChallengeRequired<T> challenge = (ChallengeRequired<T>) outcome;
    Optional<StageError> error = challenge.error();
    Register401Response body =
        Register401Response.of(
            Register401Response.builder()
                .flows(challenge.flows().stream().map(InteractiveAuth::flow).toList())
                .params(JsonObject.EMPTY)
                .session(challenge.session())
                .completed(challenge.completed())
                .errcode(error.map(failed -> failed.code().errcode()).orElse(null))
                .error(error.map(StageError::message).orElse(null)));
    throw new PreparedAnswerException(401, writer.write(body));
  }

  private static Register401ResponseFlowsItem flow(List<String> stages) {
    return Register401ResponseFlowsItem.of(Register401ResponseFlowsItem.builder().stages(stages));
  }

  private <T> Optional<T> read(Map<String, JsonValue> keys, String key, Class<T> type) {
    JsonValue value = keys.get(key);
    return value == null
        ? Optional.empty()
        : Optional.of(reader.read(value.toBytes(), type, "'" + key + "'"));
  }
}
