package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.assembly.RevisionAssembler;
import io.todevice.spec.model.SchemaGraph;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The faults of a document that an overlay has not repaired. Not safe for use by several threads.
 *
 * @see RevisionAssembler
 */
final class Faults {

  private static final String SECURITY = "security";
  private static final String REF = "$ref";

  private final JsonNode schemas;
  private final JsonNode securitySchemes;
  private final Map<String, Optional<String>> ofComponents = new HashMap<>();

  Faults(JsonNode document) {
    this.schemas = document.at("/components/schemas");
    this.securitySchemes = document.at("/components/securitySchemes");
  }

  /** Why an operation cannot be compared; empty if it can, except perhaps for its security. */
  Optional<String> find(SpecOperation operation) {
    JsonNode node = operation.node();
    if (!node.isObject()) {
      return Optional.of(operation.source() + ": an operation must stand here");
    }
    for (JsonNode fault : node.path(RevisionAssembler.FAULTS)) {
      String member = fault.path("member").asText("");
      if (!member.equals(SECURITY) && node.path(member).equals(fault.path("value"))) {
        return Optional.of(fault.path("reason").asText(""));
      }
    }
    return inside(node, new HashSet<>());
  }

  /** Why an operation's security cannot be compared; empty if it can. */
  Optional<String> findOfSecurity(SpecOperation operation) {
    JsonNode node = operation.node();
    if (isSecurityDefined(node)) {
      return Optional.empty();
    }
    for (JsonNode fault : node.path(RevisionAssembler.FAULTS)) {
      if (fault.path("member").asText("").equals(SECURITY)) {
        return Optional.of(fault.path("reason").asText(""));
      }
    }
    return Optional.of(operation.source() + "/security: an unknown security scheme");
  }

  /** Whether a requirement is well-formed, and every scheme that it names is known. */
  boolean isSecurityDefined(JsonNode operation) {
    JsonNode security = operation.path(SECURITY);
    for (JsonNode alternative : security) {
      if (!alternative.isObject()
          || alternative.propertyStream().anyMatch(part -> !securitySchemes.has(part.getKey()))) {
        return false;
      }
    }
    return security.isMissingNode() || security.isArray();
  }

  /**
   * @param passed the components on the way, in which nothing new is found
   */
  private Optional<String> inside(JsonNode node, Set<String> passed) {
    String component = SchemaGraph.componentOf(node);
    if (node.has(RevisionAssembler.FAULT)
        && node.path(REF).isTextual()
        && !schemas.has(component)) {
      return Optional.of(node.get(RevisionAssembler.FAULT).asText(""));
    }
    if (!component.isEmpty()) {
      Optional<String> fault = ofComponent(component, passed);
      if (fault.isPresent()) {
        return fault;
      }
    }
    for (JsonNode child : node) {
      Optional<String> fault = inside(child, passed);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private Optional<String> ofComponent(String name, Set<String> passed) {
    Optional<String> known = ofComponents.get(name);
    if (known != null) {
      return known;
    }
    if (!passed.add(name)) {
      return Optional.empty();
    }
    Optional<String> fault = inside(schemas.path(name), passed);
    if (fault.isPresent()) {
      ofComponents.put(name, fault);
    }
    return fault;
  }
}
