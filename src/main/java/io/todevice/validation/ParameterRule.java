package io.todevice.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/** What the document says of one parameter of an operation. */
final class ParameterRule {

  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d*)");
  private static final Pattern NUMBER = Pattern.compile(INTEGER + "(\\.\\d+)?([eE][+-]?\\d+)?");

  private final String name;
  private final String in;
  private final boolean isRequired;
  private final String type;
  private final String itemType;
  private final Schemas.CompiledSchema schema;

  ParameterRule(JsonNode parameter, Schemas schemas) {
    name = parameter.path("name").asText();
    in = parameter.path("in").asText();
    isRequired = parameter.path("required").asBoolean(false);
    JsonNode declared = parameter.path("schema");
    type = schemas.typeOf(declared);
    itemType = schemas.typeOf(declared.path("items"));
    schema = schemas.compile(declared);
  }

  String name() {
    return name;
  }

  /** Where it stands: {@code path}, {@code query}, {@code header} or {@code cookie}. */
  String in() {
    return in;
  }

  /**
   * Where its values are not what the document says.
   *
   * @param values the values, decoded, in their order; none if the parameter is not there
   */
  List<Violation> check(List<String> values) {
    String part = in + " parameter " + name;
    if (values.isEmpty()) {
      return isRequired
          ? List.of(new Violation(part, "required", "the parameter is missing"))
          : List.of();
    }
    if (type.equals("array")) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      values.forEach(value -> array.add(typed(value, itemType)));
      return schema.check(array.toString(), part);
    }
    return schema.check(typed(values.get(0), type).toString(), part);
  }

  /** What a text stands for; itself where it stands for nothing of that type. */
  private static JsonNode typed(String value, String type) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    boolean isNumber =
        (type.equals("integer") && INTEGER.matcher(value).matches())
            || (type.equals("number") && NUMBER.matcher(value).matches());
    if (isNumber) {
      return nodes.numberNode(new BigDecimal(value));
    }
    if (type.equals("boolean") && (value.equals("true") || value.equals("false"))) {
      return nodes.booleanNode(value.equals("true"));
    }
    return nodes.textNode(value);
  }
}
