package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.model.PathTemplate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What OpenAPI demands of an operation and the generator relies on. The generator's own words for a
 * violation name no file.
 */
final class OperationRules {

  private static final Pattern STATUS = Pattern.compile("[1-5]([0-9][0-9]|[xX][xX])|default");

  private OperationRules() {}

  /**
   * Looks through an operation.
   *
   * @param place where it stands in the files
   * @throws SpecificationException if it violates a rule
   */
  static void check(String path, JsonNode operation, String place) {
    if (!path.startsWith("/")) {
      throw new SpecificationException(place, "the path '" + path + "' does not start with '/'");
    }
    Set<String> variables = new TreeSet<>(PathTemplate.of(path).parameters());
    Set<String> seen = new HashSet<>();
    for (JsonNode parameter : operation.path("parameters")) {
      String name = parameter.path("name").asText("");
      String in = parameter.path("in").asText("");
      String said = "the " + in + " parameter '" + name + "'";
      if (!seen.add(in + " " + name)) {
        throw new SpecificationException(place, said + " is declared twice");
      }
      if (in.equals("path") && !variables.remove(name)) {
        throw new SpecificationException(place, said + " is not in the path " + path);
      }
    }
    for (String variable : variables) {
      throw new SpecificationException(
          place, "the path parameter '" + variable + "' of " + path + " is not declared");
    }
    for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
      if (!STATUS.matcher(response.getKey()).matches() && !response.getKey().startsWith("x-")) {
        throw new SpecificationException(
            place, "'" + response.getKey() + "' is neither a status, a range like 4XX nor default");
      }
    }
  }
}
