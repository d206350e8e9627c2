package io.todevice.conformance.report;

/**
 * A body as a report shows it.
 *
 * @param text its text, shortened where it is long, without secrets; what is not UTF-8 stands there
 *     as replacement characters
 * @param bytes how long the body was
 */
public record Payload(String text, long bytes) {

  /** No body. */
  public static final Payload NONE = new Payload("", 0);
}
