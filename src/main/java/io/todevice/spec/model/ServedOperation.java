package io.todevice.spec.model;

import java.util.List;
import java.util.Set;

/**
 * An operation of the assembled document, as far as the server needs to know it before any
 * generated code runs.
 *
 * @param operationId its ID in the specification
 * @param method the HTTP method, in upper case
 * @param path the path template, base path included, for example {@code
 *     /_matrix/client/v3/devices/{deviceId}}
 * @param security the alternatives of its security requirement, in the document's order, each a set
 *     of places that must all hold the token; no alternatives: the operation is public; an empty
 *     alternative: a token is optional (clauses A2, A3)
 * @param hasRequestBody whether the document gives it a request body
 */
public record ServedOperation(
    String operationId,
    String method,
    String path,
    List<Set<TokenLocation>> security,
    boolean hasRequestBody) {

  /** The members of a path item that are operations (OpenAPI, <i>Path Item Object</i>). */
  public static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  /**
   * The extension of an operation with its path, where another operation of the document has its
   * method and path.
   */
  public static final String PATH = "x-path";

  /** Copies the alternatives. */
  public ServedOperation {
    security = security.stream().map(Set::copyOf).toList();
  }

  /** Whether the operation can be called without a token. */
  public boolean isPublic() {
    return security.isEmpty() || security.stream().anyMatch(Set::isEmpty);
  }
}
