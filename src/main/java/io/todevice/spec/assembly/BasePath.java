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
  static String of(SourceTree source, Place document, Place pathItem, Place operation) {
    for (Place owner : new Place[] {operation, pathItem, document}) {
      JsonNode servers = source.get(owner).path("servers");
      if (servers.isArray() && !servers.isEmpty()) {
        return pathOf(servers.get(0), owner.child("servers").child(0));
      }
    }
    return "";
  }

  private static String pathOf(JsonNode server, Place place) {
    Matcher variables = VARIABLE.matcher(server.path("url").asText(""));
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
      String trimmed = path == null ? "" : path.replaceAll("/+$", "");
      return trimmed.isEmpty() || trimmed.startsWith("/") ? trimmed : "/" + trimmed;
    } catch (IllegalArgumentException e) {
      throw place.fault("the server's URL '" + url + "' is no URL");
    }
  }
}
