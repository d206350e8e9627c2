package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import java.util.Map;
import java.util.TreeMap;

/** What the template needs to bind each operation to the class that implements it. */
public final class ImplementingClasses {

  private ImplementingClasses() {}

  /**
   * Names the class of each operation in a document for the generator, as {@code x-implementation},
   * and all classes in {@code x-implementations}. An operation without a class has no such member.
   *
   * @param operations an object with a member for each operation ID, whose {@code implementations}
   *     lists the binary names of classes
   * @throws SpecificationException if several classes implement one operation
   */
  public static void addTo(ObjectNode codegen, JsonNode operations) {
    Map<String, String> types = new TreeMap<>();
    for (JsonNode path : codegen.path("paths")) {
      for (JsonNode operation : path) {
        String id = operation.path("x-operation-id").asText();
        JsonNode classes = operations.path(id).path("implementations");
        if (classes.size() > 1) {
          throw new SpecificationException(
              "the operation " + id, "is implemented by several classes: " + classes);
        }
        for (JsonNode type : classes) {
          String name = JavaNames.lowerFirst(type.asText().replaceFirst(".*[.$]", ""));
          types.put(name, type.asText().replace('$', '.'));
          ((ObjectNode) operation).put("x-implementation", name);
        }
      }
    }
    ArrayNode list = codegen.putArray("x-implementations");
    types.forEach((name, type) -> list.addObject().put("name", name).put("type", type));
  }
}
