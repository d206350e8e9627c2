package io.todevice.http.route;

/**
 * A document that is the same for everybody for as long as the server runs, for example the OpenAPI
 * document that the server runs by.
 *
 * @param path its exact path, for example {@code /openapi.yaml}
 * @param mediaType what {@code Content-Type} says
 * @param content its bytes; not copied, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody; a copy per answer would be waste.
public record FixedDocument(String path, String mediaType, byte[] content)
    implements Route, RouteMatch {

  /**
   * Checks the path.
   *
   * @throws IllegalArgumentException if it does not begin with a slash
   */
  public FixedDocument {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path begins with a slash: " + path);
    }
  }

  @Override
  public String method() {
    return "GET";
  }
}
