package io.todevice.conformance.report;

/**
 * A place in the specification.
 *
 * @param section the heading, for example {@code Send-to-Device messaging}
 * @param anchor the fragment of that heading in the client-server API's page
 */
public record SpecificationPlace(String section, String anchor) {

  /** Where a person can read it. */
  public String url() {
    return "https://spec.matrix.org/latest/client-server-api/#" + anchor;
  }
}
