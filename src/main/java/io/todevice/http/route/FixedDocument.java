package io.todevice.http.route;

import java.util.List;

/**
 * A document that is the same for everybody for as long as the server runs, for example the OpenAPI
 * document that the server runs by.
 *
 * @param path its exact path, for example {@code /openapi.yaml}
 * @param contents its contents in different media types, the one for clients that prefer none first
 */
public record FixedDocument(String path, List<Content> contents) implements Route, RouteMatch {

  /**
   * A content of a document.
   *
   * @param mediaType what {@code Content-Type} says
   * @param bytes not copied, not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody; a copy per answer would be waste.
  public record Content(String mediaType, byte[] bytes) {}

  /**
   * Checks the path.
   *
   * @throws IllegalArgumentException if it does not begin with a slash
   */
  public FixedDocument {
    contents = List.copyOf(contents);
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path begins with a slash: " + path);
    }
  }

  /** A document in one media type. */
  public FixedDocument(String path, String mediaType, byte[] content) {
    this(path, List.of(new Content(mediaType, content)));
  }

  @Override
  public String method() {
    return "GET";
  }

  /**
   * The content that a client prefers; the first one if it prefers none, or accepts none.
   *
   * @param accept the values of its {@code Accept} fields
   */
  public Content content(List<String> accept) {
    Content best = contents.get(0);
    for (Content each : contents) {
      if (Acceptance.of(accept, each.mediaType()) > Acceptance.of(accept, best.mediaType())) {
        best = each;
      }
    }
    return best;
  }
}
