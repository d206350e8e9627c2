package io.todevice.validation;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.model.DocumentedOperation;
import io.todevice.spec.model.PlaceTypes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What the document demands of the requests of each operation beyond the generated types: limits,
 * patterns, listed values, alternatives. Operations of which it demands nothing more have no
 * constraints, and their requests cost nothing.
 *
 * <p>What the server does not demand all the same is in {@link Leniency}.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class RequestConstraints {

  private final Map<String, OperationConstraints> operations = new HashMap<>();

  /**
   * The constraints of a document's operations.
   *
   * @param document an assembled document
   * @param compiler compiles the schemas, which takes longer than everything else at start; {@code
   *     Runnable::run} to have it done here
   */
  public RequestConstraints(JsonNode document, Executor compiler) {
    Schemas schemas = new Schemas(document);
    Demands demands = new Demands(schemas.graph(), new PlaceTypes(document));
    for (DocumentedOperation operation : DocumentedOperation.listOf(document)) {
      Leniency leniency = new Leniency(operation.id(), schemas.graph());
      OperationConstraints.of(operation, schemas, demands, leniency::ofBody, compiler)
          .ifPresent(constraints -> operations.put(operation.id(), constraints));
    }
  }

  /** The constraints of an operation; empty if there are none. */
  public Optional<OperationConstraints> find(String operationId) {
    return Optional.ofNullable(operations.get(operationId));
  }
}
