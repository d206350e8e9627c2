package io.todevice.spec.coverage;

/**
 * An operation of the specification, and whether it is served.
 *
 * @param operationId its ID; empty where it has none
 * @param method its method, in upper case
 * @param path its path, with the base path
 * @param file the file that describes it
 * @param isServed whether the server serves it
 * @param since the release that the file says it was added in, such as {@code v1.11}, or {@link
 *     #BEFORE_MARKS}
 * @param isDeprecated whether it is deprecated
 */
public record CoveredOperation(
    String operationId,
    String method,
    String path,
    String file,
    boolean isServed,
    String since,
    boolean isDeprecated) {

  /** Since when there is an operation of which the files say nothing: they say it from v1.1 on. */
  public static final String BEFORE_MARKS = "before v1.1";
}
