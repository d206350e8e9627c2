package io.todevice.service.interactive;

import io.todevice.domain.ErrorCode;
import java.util.List;
import java.util.Optional;

/**
 * How a request ended that asks for more than a token. (A request that is refused for another
 * reason ends its stage with a {@link io.todevice.domain.MatrixException} instead.)
 *
 * @param <T> what the request brings when it is carried out
 */
public sealed interface InteractiveOutcome<T> {

  /**
   * The client has shown what it had to, and the request was carried out.
   *
   * @param value what it brought
   */
  record Completed<T>(T value) implements InteractiveOutcome<T> {}

  /**
   * Nothing was done; the client has to show something first. Answered with status 401 and these
   * values.
   *
   * @param flows the ways to complete the request, each a list of stages
   * @param session the session to name in the next attempt
   * @param completed the stages that are done
   * @param error what was wrong with the attempt, where there was one
   */
  record ChallengeRequired<T>(
      List<List<String>> flows, String session, List<String> completed, Optional<StageError> error)
      implements InteractiveOutcome<T> {

    /** Copies the lists. */
    public ChallengeRequired {
      flows = flows.stream().map(List::copyOf).toList();
      completed = List.copyOf(completed);
    }
  }

  /**
   * What was wrong with an attempt: it stands in the challenge, whose status stays 401.
   *
   * @param code the error code
   * @param message for the client
   */
  record StageError(ErrorCode code, String message) {}
}
