package io.todevice.metamorphic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.ProjectSpec;
import io.todevice.spec.codegen.CodegenDocument;
import io.todevice.spec.model.SpecificationDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the files of a revision mean to this server.
 *
 * @param document the assembled document, amended by the project's overlay
 * @param java what the code generator makes its types of, without texts and order
 * @param served what the server runs by
 */
record Meaning(ObjectNode document, JsonNode java, Set<String> served) {

  private static final Set<String> TEXTS =
      Set.of("x-javadoc", "description", "title", "deprecated", "x-security", "info");

  static Meaning of(Path directory) {
    ObjectNode document = ProjectSpec.assemble(directory);
    SpecificationDocument read = SpecificationDocument.of(document);
    Set<String> served =
        read.operations().stream()
            .map(
                operation ->
                    operation.operationId()
                        + " "
                        + operation.method()
                        + " "
                        + operation.path()
                        + " "
                        + operation.security().stream()
                            .map(
                                alternative ->
                                    new TreeSet<>(
                                        alternative.stream().map(Object::toString).toList()))
                            .map(Object::toString)
                            .sorted()
                            .toList()
                        + operation.hasRequestBody())
            .collect(Collectors.toCollection(TreeSet::new));
    served.add(read.revision() + " " + read.versions() + " " + read.basePathAliases());
    return new Meaning(document, withoutTexts(CodegenDocument.of(document)), served);
  }

  /** Types by name: the order of properties and query parameters changes no line of Java. */
  private static JsonNode withoutTexts(JsonNode codegen) {
    if (codegen instanceof ObjectNode object) {
      object.remove(TEXTS);
      // A further component for properties that are not named, which no code has to ask for.
      if (object.get("properties") instanceof ObjectNode properties) {
        properties.properties().removeIf(property -> property.getValue().has("x-rest"));
        object.remove("x-has-checks");
      }
      // A reference with a text beside it.
      if (object.size() == 1 && object.at("/allOf/0").has("$ref")) {
        object.setAll((ObjectNode) object.remove("allOf").get(0));
      }
      object.forEach(Meaning::withoutTexts);
    } else if (codegen instanceof ArrayNode array) {
      array.forEach(Meaning::withoutTexts);
      List<JsonNode> sorted = new ArrayList<>();
      array.forEach(sorted::add);
      sorted.sort(
          Comparator.comparing(
              node ->
                  node.path("in").asText("").equals("query") || node.isTextual()
                      ? node.path("name").asText("") + node
                      : ""));
      array.removeAll();
      array.addAll(sorted);
    }
    return codegen;
  }

  /** The first place where the Java types differ from others, with both; empty if they do not. */
  String differenceTo(Meaning other) {
    return difference(java, other.java(), "");
  }

  private static String difference(JsonNode one, JsonNode other, String place) {
    if (one.equals(other)) {
      return "";
    }
    Set<String> names = new TreeSet<>();
    one.fieldNames().forEachRemaining(names::add);
    other.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      String found = difference(one.path(name), other.path(name), place + "/" + name);
      if (!found.isEmpty()) {
        return found;
      }
    }
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      String found = difference(one.path(i), other.path(i), place + "/" + i);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return place + ": " + one + " became " + other;
  }
}
