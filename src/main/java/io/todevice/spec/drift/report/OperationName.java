package io.todevice.spec.drift.report;

import java.util.Comparator;

/**
 * An operation of the specification.
 *
 * @param operationId its ID; its method and path where it has none
 * @param method its HTTP method, in upper case
 * @param path its path, base path included
 */
public record OperationName(String operationId, String method, String path) {

  /** By ID. */
  public static final Comparator<OperationName> ORDER =
      Comparator.comparing(OperationName::operationId)
          .thenComparing(OperationName::path)
          .thenComparing(OperationName::method);
}
