package io.todevice.faults;

import java.util.List;
import java.util.Optional;

/**
 * A request that the server has not seen, because an effect has answered it.
 *
 * @param request the request
 * @param operationId the operation that it is for; empty where the document has none
 * @param pathValues what the path has in place of the operation's parameters, decoded, in order
 * @param effect the name of the effect
 * @param response what the client is sent
 */
public record FaultAnswer(
    ProxyRequest request,
    Optional<String> operationId,
    List<String> pathValues,
    String effect,
    ProxyResponse response) {

  /** Copies the list. */
  public FaultAnswer {
    pathValues = List.copyOf(pathValues);
  }
}
