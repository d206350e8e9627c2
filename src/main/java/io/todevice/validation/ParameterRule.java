package io.todevice.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.todevice.spec.model.Parameter;
import io.todevice.spec.model.SchemaGraph;
import io.todevice.text.NumberText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the document says of one parameter of an operation. */
final class ParameterRule {

  /** What stands between the values of a list that is one text, by the style. */
  private static final Map<String, String> SEPARATORS =
      Map.of("spaceDelimited", " ", "pipeDelimited", "\\|");

  private final Parameter parameter;
  private final boolean isArray;
  private final Optional<String> separator;
  private final Set<String> types;
  private final Schemas.CompiledSchema schema;

  ParameterRule(Parameter parameter, Schemas schemas) {
    this.parameter = parameter;
    SchemaGraph graph = schemas.graph();
    Set<String> own = graph.types(parameter.schema());
    isArray = own.contains("array");
    types = isArray ? graph.types(graph.resolve(parameter.schema()).path("items")) : own;
    separator =
        parameter.isExploded()
            ? Optional.empty()
            : Optional.of(SEPARATORS.getOrDefault(parameter.style(), ","));
    schema = schemas.compile(parameter.schema());
  }

  Parameter parameter() {
    return parameter;
  }

  /**
   * Where its values are not what the document says.
   *
   * @param values the values, decoded, in their order; none if the parameter is not there
   */
  List<Violation> check(List<String> values) {
    String part = parameter.in() + " parameter " + parameter.name();
    if (values.isEmpty()) {
      return parameter.isRequired()
          ? List.of(new Violation(part, "required", "the parameter is missing"))
          : List.of();
    }
    if (parameter.isJson()) {
      return JsonText.parse(values.get(0).getBytes(StandardCharsets.UTF_8))
          .map(value -> schema.check(value, part))
          .orElseGet(() -> List.of(new Violation(part, "json", "the value is not JSON")));
    }
    if (isArray) {
      ArrayNode array = JsonText.NODES.arrayNode();
      List<String> elements =
          separator.map(between -> List.of(values.get(0).split(between, -1))).orElse(values);
      elements.forEach(element -> array.add(readings(element).get(0)));
      return schema.check(array, part);
    }
    List<Violation> violations = List.of();
    for (JsonNode reading : readings(values.get(0))) {
      violations = schema.check(reading, part);
      if (violations.isEmpty()) {
        break;
      }
    }
    return violations;
  }

  /** What a text may stand for, of the types that the document names; as a text last. */
  private List<JsonNode> readings(String value) {
    List<JsonNode> readings = new ArrayList<>();
    NumberText.find(value)
        .filter(
            number -> types.contains("number") || (types.contains("integer") && isWhole(number)))
        .ifPresent(number -> readings.add(JsonText.NODES.numberNode(number)));
    if (types.contains("boolean") && (value.equals("true") || value.equals("false"))) {
      readings.add(JsonText.NODES.booleanNode(value.equals("true")));
    }
    if (readings.isEmpty() || types.contains("string")) {
      readings.add(JsonText.NODES.textNode(value));
    }
    return readings;
  }

  private static boolean isWhole(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0;
  }
}
