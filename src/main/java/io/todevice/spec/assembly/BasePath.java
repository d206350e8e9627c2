package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The base path that a file's {@code servers} give its paths (OpenAPI, <i>Server Object</i>). */
final class BasePath {

  private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)\\}");

  private BasePath() {}

  /**
   * The path of the first server that applies to an operation. Empty where there is none. Never
   * ends in a slash.
   */
  static String of(
      SourceTree source, References references, Place document, Place pathItem, Place operation) {
    return findServers(source, document, pathItem, operation)
        .map(place -> pathOf(listOf(references, place).get(0), place.child(0)))
        .orElse("");
  }

  /** The servers that apply to an operation; empty where there are none. */
  static ArrayNode listServers(
      SourceTree source, References references, Place document, Place pathItem, Place operation) {
    return findServers(source, document, pathItem, operation)
        .map(place -> listOf(references, place))
        .orElseGet(JsonNodeFactory.instance::arrayNode);
  }

  /** Those of the operation, of its path item, or of the document: the nearest. */
  private static Optional<Place> findServers(
      SourceTree source, Place document, Place pathItem, Place operation) {
    return Stream.of(operation, pathItem, document)
        .filter(
            owner ->
                !source.get(owner).path("servers").isEmpty()
                    || source.get(owner).path("servers").isValueNode())
        .map(owner -> owner.child("servers"))
        .findFirst();
  }

  private static ArrayNode listOf(References references, Place place) {
    if (references.resolve(place, Position.OTHER) instanceof ArrayNode servers
        && !servers.isEmpty()) {
      return servers;
    }
    throw place.fault("a list of servers must stand here");
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
