package io.todevice.spec.drift.compare;

import io.todevice.spec.drift.report.ChangeKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openapitools.openapidiff.core.compare.OpenApiDiff;
import org.openapitools.openapidiff.core.compare.OpenApiDiffOptions;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.ChangedOperation;
import org.openapitools.openapidiff.core.model.Endpoint;

/**
 * What openapi-diff finds: operations added and removed; parameters added, removed, made required
 * or optional, written in another style; request bodies added, removed, made required or optional;
 * statuses, media types and headers added and removed; headers made required or optional; summaries
 * and descriptions of all of them.
 *
 * <p>The rest is found by rules of our own, because openapi-diff 2.1.7 does not see it, or sees it
 * wrongly, in OpenAPI 3.1:
 *
 * <ul>
 *   <li>schemas ({@link SchemaComparison}): it was made for 3.0. In a 3.1 document it takes a
 *       change from string to integer, of {@code items}, {@code additionalProperties}, {@code
 *       anyOf}, {@code oneOf} or {@code allOf} for no change; in either it is blind to {@code
 *       const}, {@code patternProperties}, {@code propertyNames}, {@code not}, to exclusive limits
 *       and to what stands beside {@code $ref}, and calls a raised {@code minLength} of a request
 *       compatible;
 *   <li>security ({@link SecurityComparison}): it goes by the names of schemes, which differ
 *       between revisions for one and the same scheme, and calls it compatible if a public
 *       operation begins to demand a token;
 *   <li>moves, since it pairs operations by path and method, and a changed ID ({@link
 *       OperationPair});
 *   <li>the end of a deprecation, of which it only sees the beginning ({@link OwnRules}).
 * </ul>
 *
 * <p>The classes are all from {@link ChangeKind}, never openapi-diff's.
 */
final class FrameComparison {

  private FrameComparison() {}

  /** What has changed, for each pair in which something has. */
  static Map<OperationPair, List<Finding>> of(List<OperationPair> pairs) {
    ChangedOpenApi changed =
        OpenApiDiff.compare(
            Frame.of(pairs, OperationPair::before),
            Frame.of(pairs, OperationPair::after),
            OpenApiDiffOptions.builder().build());
    Map<OperationPair, List<Finding>> findings = new LinkedHashMap<>();
    for (Endpoint added : changed.getNewEndpoints()) {
      findings.put(
          Frame.pairAt(added.getPathUrl(), pairs),
          List.of(Finding.ofRequest(ChangeKind.OPERATION_ADDED, "", "", "operation")));
    }
    for (Endpoint removed : changed.getMissingEndpoints()) {
      findings.put(
          Frame.pairAt(removed.getPathUrl(), pairs),
          List.of(Finding.ofRequest(ChangeKind.OPERATION_REMOVED, "", "", "operation")));
    }
    for (ChangedOperation operation : changed.getChangedOperations()) {
      OperationPair pair = Frame.pairAt(operation.getPathUrl(), pairs);
      findings.put(pair, new FrameFindings(pair).of(operation));
    }
    return findings;
  }
}
