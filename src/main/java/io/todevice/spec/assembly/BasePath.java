package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The base path that a file's {@code servers} give its paths (OpenAPI, <i>Server Object</i>). */
final class BasePath {

  private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)\\}");

  private BasePath() {}

  /**
   * The path of the first server that applies to an operation: of those of the operation, of its
   * path item, of the document, the nearest. Empty where there is none. Never ends in a slash.
   */
  static String of(
      SourceTree source, References references, Place document, Place pathItem, Place operation) {
    for (Place owner : new Place[] {operation, pathItem, document}) {
      if (source.get(owner).has("servers")) {
        Place place = owner.child("servers");
        JsonNode servers = references.resolve(place, Position.OTHER);
        if (!servers.isArray()) {
          throw place.fault("a list of servers must stand here");
        }
        if (!servers.isEmpty()) {
          return pathOf(servers.get(0), place.child(0));
        }
      }
    }
    return "";
  }

  private static String pathOf(JsonNode server, Place place) {
    if (!server.path("url").isTextual()) {
      throw place.fault("the server has no URL");
    }
    Matcher variables = VARIABLE.matcher(server.get("url").textValue());
    StringBuilder url = new StringBuilder();
    while (variables.find()) {
      JsonNode value = server.path("variables").path(variables.group(1)).path("default");
      if (!value.isTextual()) {
        throw place.fault(
            "the variable '" + variables.group(1) + "' of the server's URL has no default");
      }
      variables.appendReplacement(url, Matcher.quoteReplacement(value.textValue()));
    }
    variables.appendTail(url);
    try {
      String path = URI.create(url.toString()).getRawPath();
      if (path == null) {
        throw place.fault("the server's URL '" + url + "' has no place for a path");
      }
      String trimmed = path.replaceAll("/+$", "");
      return trimmed.isEmpty() || trimmed.startsWith("/") ? trimmed : "/" + trimmed;
    } catch (IllegalArgumentException e) {
      throw place.fault("the server's URL '" + url + "' is no URL");
    }
  }
}
