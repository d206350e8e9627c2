package io.todevice.http.call;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Calls the method that implements an operation. Generated for each operation, beside its
 * interface; direct requests and requests through JAX-RS are served by the same binding.
 *
 * @param operationId the operation's ID in the specification
 * @param mediaType the media type of the body of a successful answer
 * @param method reads the arguments from a call and calls the method; throws what is wrong with the
 *     arguments
 */
public record Binding(
    String operationId, String mediaType, Function<Call, CompletionStage<?>> method) {

  /** Whether the answer is JSON. */
  public boolean isJson() {
    return mediaType.startsWith("application/json") || mediaType.contains("+json");
  }

  /** Calls the method. */
  public CompletionStage<?> invoke(Call call) {
    return method.apply(call);
  }
}
