package io.todevice.spec.model;

/**
 * Where a security scheme of the document says that a token stands (OpenAPI, <i>Security Scheme
 * Object</i>).
 */
public sealed interface TokenLocation {

  /**
   * {@code type: apiKey, in: query}.
   *
   * @param name the query parameter
   */
  record Query(String name) implements TokenLocation {}

  /**
   * {@code type: apiKey, in: header}.
   *
   * @param name the header, whose whole value is the token
   */
  record Header(String name) implements TokenLocation {}

  /** {@code type: http, scheme: bearer}: {@code Authorization: Bearer} (RFC 6750). */
  record Bearer() implements TokenLocation {}
}
