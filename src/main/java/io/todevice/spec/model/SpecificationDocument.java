package io.todevice.spec.model;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.spec.SpecificationException;
import io.todevice.text.PackedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The assembled document as the server reads it at run time. Immutable.
 *
 * @param revision the release of the specification
 * @param versions what {@code GET /versions} answers (clause R4)
 * @param operations the served operations
 * @param basePathAliases further base paths, each with the one of the document that it stands for
 *     (clause S9)
 */
public record SpecificationDocument(
    String revision,
    List<String> versions,
    List<ServedOperation> operations,
    Map<String, String> basePathAliases) {

  /** Types of schemes that say how a token is obtained; it is sent as a bearer token (RFC 6750). */
  private static final Set<String> TOKENS_BY_OAUTH = Set.of("oauth2", "openIdConnect");

  /** Copies the collections. */
  public SpecificationDocument {
    versions = List.copyOf(versions);
    operations = List.copyOf(operations);
    basePathAliases = Map.copyOf(basePathAliases);
  }

  /** The document that this server was built with, from the class path. */
  public static SpecificationDocument get() {
    return of(getTree());
  }

  /** The same as it stands in the file, with everything that the server does not run by. */
  public static JsonNode getTree() {
    try {
      return new JsonMapper()
          .readTree(PackedFile.read(SpecificationDocument.class, "/io/todevice/spec/openapi.json"));
    } catch (IOException e) {
      throw new IllegalStateException("openapi.json cannot be read", e);
    }
  }

  /**
   * Reads a document.
   *
   * @param document an assembled document
   * @throws SpecificationException if the server could not keep what it says
   */
  public static SpecificationDocument of(JsonNode document) {
    List<ServedOperation> operations = new ArrayList<>();
    JsonNode schemes = document.at("/components/securitySchemes");
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
        if (ServedOperation.METHODS.contains(member.getKey())) {
          operations.add(operation(path.getKey(), member.getKey(), member.getValue(), schemes));
        }
      }
    }
    List<String> versions = new ArrayList<>();
    document.path("x-matrix-versions").forEach(version -> versions.add(version.asText()));
    Map<String, String> aliases = new LinkedHashMap<>();
    document
        .path("x-base-path-aliases")
        .properties()
        .forEach(alias -> aliases.put(alias.getKey(), alias.getValue().asText()));
    return new SpecificationDocument(
        document.at("/info/version").asText(), versions, operations, aliases);
  }

  /** The IDs of the served operations. */
  public Set<String> operationIds() {
    return operations.stream().map(ServedOperation::operationId).collect(Collectors.toSet());
  }

  private static ServedOperation operation(
      String path, String method, JsonNode node, JsonNode schemes) {
    String id = node.path("operationId").asText();
    JsonPointer pointer =
        JsonPointer.empty().appendProperty("paths").appendProperty(path).appendProperty(method);
    String place = node.path("x-source").asText("openapi.yaml#" + pointer);
    requireSameParameters(path, node, place);
    return new ServedOperation(
        id,
        method.toUpperCase(Locale.ROOT),
        path,
        security(node.path("security"), schemes, place),
        node.has("requestBody"));
  }

  /** What is malformed must never read as public. */
  private static List<Set<TokenLocation>> security(
      JsonNode security, JsonNode schemes, String place) {
    if (!security.isMissingNode() && !security.isArray()) {
      throw new SpecificationException(place, "its security is no list of alternatives");
    }
    List<Set<TokenLocation>> alternatives = new ArrayList<>();
    for (JsonNode alternative : security) {
      if (!alternative.isObject()) {
        throw new SpecificationException(
            place, "an alternative of its security is no map from the names of schemes");
      }
      Set<TokenLocation> locations = new LinkedHashSet<>();
      alternative
          .fieldNames()
          .forEachRemaining(name -> locations.add(location(name, schemes.path(name), place)));
      alternatives.add(locations);
    }
    return alternatives;
  }

  private static TokenLocation location(String name, JsonNode scheme, String place) {
    String type = scheme.path("type").asText("");
    String in = scheme.path("in").asText("");
    if (type.equals("apiKey") && in.equals("query")) {
      return new TokenLocation.Query(scheme.path("name").asText());
    }
    if (type.equals("apiKey") && in.equals("header")) {
      return new TokenLocation.Header(scheme.path("name").asText());
    }
    boolean bearer =
        type.equals("http") && scheme.path("scheme").asText("").equalsIgnoreCase("bearer");
    if (bearer || TOKENS_BY_OAUTH.contains(type)) {
      return new TokenLocation.Bearer();
    }
    throw new SpecificationException(
        place,
        "unsupported security scheme '"
            + name
            + "': the server knows apiKey in query or header, http bearer, oauth2, and openIdConnect");
  }

  private static void requireSameParameters(String path, JsonNode operation, String place) {
    Set<String> inPath = new LinkedHashSet<>(PathTemplate.of(path).parameters());
    Set<String> declared = new LinkedHashSet<>();
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("in").asText("").equals("path")) {
        declared.add(parameter.path("name").asText());
      }
    }
    if (!inPath.equals(declared)) {
      throw new SpecificationException(
          place,
          "the path " + path + " has the parameters " + inPath + ", but declared are " + declared);
    }
  }
}
