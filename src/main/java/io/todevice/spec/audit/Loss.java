package io.todevice.spec.audit;

/**
 * A place where a schema says more than its Java type.
 *
 * @param pointer where the schema stands in the assembled document
 * @param javaPlace what of the generated code has the poorer type
 * @param lost what the schema says and the type does not
 * @param reason why Java has no type for it; empty where there is no reason, so that the normaliser
 *     is to blame
 */
public record Loss(String pointer, String javaPlace, String lost, String reason) {

  /** Whether a reason excuses it. */
  public boolean isException() {
    return !reason.isEmpty();
  }
}
