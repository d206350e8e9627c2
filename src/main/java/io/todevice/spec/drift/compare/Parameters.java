package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The parameters of an operation, named so that the same one has the same name on both sides. */
final class Parameters {

  private Parameters() {}

  /**
   * The parameters by where they stand and their name. A path parameter's name is its position in
   * the path, counted from 1, since what it is called is nobody's affair. A header's name is in
   * lower case.
   */
  static Map<String, JsonNode> of(SpecOperation operation) {
    List<String> variables = operation.pathVariables();
    Map<String, JsonNode> parameters = new LinkedHashMap<>();
    for (JsonNode parameter : operation.node().path("parameters")) {
      String in = parameter.path("in").asText("");
      parameters.put(in + " " + key(in, parameter.path("name").asText(""), variables), parameter);
    }
    return parameters;
  }

  /** A parameter in words. */
  static String show(JsonNode parameter) {
    return parameter.path("in").asText("") + " parameter " + parameter.path("name").asText("");
  }

  private static String key(String in, String name, List<String> variables) {
    int position = in.equals("path") ? variables.indexOf(name) : -1;
    if (position >= 0) {
      return Integer.toString(position + 1);
    }
    return in.equals("header") ? name.toLowerCase(Locale.ROOT) : name;
  }
}
