package io.todevice.faults;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;

/** Makes the content of a message another one of the same shape. */
final class Alteration {

  private JsonPointer place = JsonPointer.empty();
  private int longest = -1;

  private Alteration() {}

  /** Changes the longest text; without one the first number or boolean; else adds a member. */
  static void alter(ObjectNode content) {
    Alteration alteration = new Alteration();
    alteration.search(content, JsonPointer.empty());
    JsonPointer place = alteration.place;
    if (place.matches()) {
      content.put("altered", true);
      return;
    }
    JsonNode altered = altered(content.at(place));
    JsonNode owner = content.at(place.head());
    if (owner instanceof ArrayNode list) {
      list.set(place.last().getMatchingIndex(), altered);
    } else if (owner instanceof ObjectNode map) {
      map.set(place.last().getMatchingProperty(), altered);
    }
  }

  private void search(JsonNode node, JsonPointer at) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      search(member.getValue(), at.appendProperty(member.getKey()));
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      search(node.get(i), at.appendIndex(i));
    }
    int length = node.isTextual() ? node.textValue().length() + 1 : 0;
    if ((node.isTextual() || node.isNumber() || node.isBoolean()) && length > longest) {
      longest = length;
      place = at;
    }
  }

  private static JsonNode altered(JsonNode value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value.isBoolean()) {
      return nodes.booleanNode(!value.booleanValue());
    }
    return value.isNumber()
        ? nodes.numberNode(value.decimalValue().add(BigDecimal.ONE))
        : nodes.textNode(altered(value.textValue()));
  }

  private static String altered(String text) {
    int middle = text.length() / 2;
    if (text.isEmpty() || Character.isSurrogate(text.charAt(middle))) {
      return text + "A";
    }
    char other = text.charAt(middle) == 'A' ? 'B' : 'A';
    return text.substring(0, middle) + other + text.substring(middle + 1);
  }
}
