package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of an operation for the generator. Those of the path are in the path's order,
 * whatever the order of their declarations, so that the signature does not depend on it.
 *
 * @param schemas gives their types
 * @param types what hand-written code wants
 * @param operation the Java name of the operation
 * @param place where it stands in the files
 */
record Parameters(SchemaNormaliser schemas, JavaTypes types, String operation, String place) {

  /** The other parameters of a generated method. */
  private static final Set<String> TAKEN = Set.of("query", "caller", "lifetime", "body");

  ArrayNode of(String path, JsonNode source) {
    List<JsonNode> sorted = new ArrayList<>();
    source.path("parameters").forEach(sorted::add);
    sorted.sort(Comparator.comparingInt(parameter -> positionIn(path, parameter)));
    ArrayNode parameters = JsonNodeFactory.instance.arrayNode();
    Map<String, String> queryNames = names(sorted, true);
    Map<String, String> names = names(sorted, false);
    int position = 0;
    for (JsonNode parameter : sorted) {
      ObjectNode node = parameter(parameter);
      boolean isInPath = parameter.path("in").asText().equals("path");
      if (isInPath) {
        position++;
        types
            .findPathType(operation, position)
            .ifPresent(type -> node.putObject("schema").put("type", "string").put("format", type));
      }
      Map<String, String> given = isInQuery(parameter) ? queryNames : names;
      JsonNode schema = node.path("schema");
      if (!schema.path("type").asText("").equals("string")) {
        node.put("x-converter", "valueOf");
      } else if (schema.has("format")) {
        node.put("x-converter", "new");
      }
      String key = keyOf(parameter, sorted);
      node.put("x-java-name", given.get(key));
      if (isInQuery(parameter)) {
        String in = parameter.path("in").asText();
        node.put("x-from", in.equals("query") ? in : in + "s");
        node.put("x-wire-name", JavaText.escape(parameter.path("name").asText()));
        node.put("name", key).put("in", "query");
      }
      parameters.add(node);
    }
    return parameters;
  }

  private ObjectNode parameter(JsonNode source) {
    ObjectNode parameter = JsonNodeFactory.instance.objectNode();
    parameter.set("name", source.path("name"));
    parameter.set("in", source.path("in"));
    parameter.put("required", source.path("required").asBoolean(false));
    JsonNode schema = source.path("schema");
    ObjectNode type = schemas.normaliseParameter(schema);
    if (type.has("items")) {
      // A list is given by repeating a parameter, and its elements are texts.
      if (isQuery(source)) {
        type.putObject("items").put("type", "string");
      } else {
        type.removeAll().put("type", "string");
      }
    }
    parameter.set("schema", type);
    parameter.put("x-javadoc", Javadoc.ofText(source.path("description").asText("")));
    JsonNode values = schemas.allowedTexts(schema);
    if (!values.isEmpty()) {
      ArrayNode allowed = parameter.putArray("x-allowed-values");
      values.forEach(value -> allowed.add(JavaText.escape(value.asText())));
    }
    return parameter;
  }

  /** Whether there is a record of query parameters, of which a request need not have any. */
  static boolean haveOptionalQuery(ArrayNode parameters) {
    List<Boolean> required = new ArrayList<>();
    for (JsonNode parameter : parameters) {
      if (isQuery(parameter)) {
        required.add(parameter.path("required").asBoolean());
      }
    }
    return !required.isEmpty() && !required.contains(true);
  }

  private Map<String, String> names(List<JsonNode> parameters, boolean inQuery) {
    List<String> keys =
        parameters.stream()
            .filter(parameter -> isInQuery(parameter) == inQuery)
            .map(parameter -> keyOf(parameter, parameters))
            .toList();
    if (keys.size() > JavaNames.MAX_PARAMETERS - TAKEN.size()) {
      throw new SpecificationException(
          place,
          keys.size()
              + (inQuery ? " query parameters" : " parameters of the path and headers")
              + ", but Java cannot have more than "
              + (JavaNames.MAX_PARAMETERS - TAKEN.size()));
    }
    Set<String> taken = new HashSet<>(TAKEN);
    taken.add(operation + "Request");
    return JavaNames.membersOf(keys, inQuery ? Set.of() : taken);
  }

  /** A path, a header and a cookie may have parameters of one name, which are told apart. */
  private static String keyOf(JsonNode parameter, List<JsonNode> all) {
    String name = parameter.path("name").asText();
    boolean isFirst =
        all.stream()
            .filter(other -> isInQuery(other) == isInQuery(parameter))
            .filter(other -> other.path("name").asText().equals(name))
            .findFirst()
            .filter(first -> first == parameter)
            .isPresent();
    return isFirst ? name : parameter.path("in").asText() + " " + name;
  }

  /**
   * Whether it comes in the record of query parameters, as a header and a cookie do that may be
   * absent.
   */
  private static boolean isInQuery(JsonNode parameter) {
    return isQuery(parameter)
        || (!parameter.path("in").asText().equals("path")
            && !parameter.path("required").asBoolean(false));
  }

  private static boolean isQuery(JsonNode parameter) {
    return parameter.path("in").asText().equals("query");
  }

  /** Where a parameter stands in the path; those that stand elsewhere stay behind, in order. */
  private static int positionIn(String path, JsonNode parameter) {
    int position = path.indexOf("{" + parameter.path("name").asText() + "}");
    boolean isInPath = parameter.path("in").asText().equals("path") && position >= 0;
    return isInPath ? position : Integer.MAX_VALUE;
  }
}
