package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the template needs for a builder whose type knows which of the required members are set, so
 * that Java's compiler finds the one that is not: a type parameter for each, in any order of calls.
 */
final class Builders {

  private static final String GIVEN = "Given";

  private Builders() {}

  /**
   * Describes the builder of a class.
   *
   * @param required the Java names of its required members
   */
  static void describe(ObjectNode model, List<String> required) {
    List<String> parameters =
        IntStream.rangeClosed(1, required.size()).mapToObj(i -> "T" + i).toList();
    List<String> missing = required.stream().map(Builders::missing).toList();
    model.put("x-built", true);
    model.put("x-builder-parameters", arguments(parameters));
    model.put("x-builder-empty", arguments(missing));
    model.put("x-builder-complete", arguments(Collections.nCopies(required.size(), GIVEN)));
    model.put("x-has-required", !required.isEmpty());
    for (Map.Entry<String, JsonNode> property : model.path("properties").properties()) {
      List<String> after = new ArrayList<>(parameters);
      int index = required.indexOf(property.getKey());
      ObjectNode type = (ObjectNode) property.getValue();
      if (index >= 0) {
        after.set(index, GIVEN);
        type.put("x-missing", missing.get(index));
      }
      type.put("x-builder", true);
      type.put("x-builder-after", arguments(after));
    }
  }

  /** With an underscore, which no generated class has in its name. */
  private static String missing(String name) {
    return "Missing_" + name;
  }

  private static String arguments(List<String> types) {
    return types.isEmpty() ? "" : "<" + String.join(", ", types) + ">";
  }
}
