package io.todevice.faults;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.todevice.domain.JsonObject;
import io.todevice.domain.JsonValue;
import java.math.BigDecimal;
import java.util.Map;

/** Makes the content of a message another one of the same shape. */
final class Alteration {

  private JsonPointer place = JsonPointer.empty();
  private int longest = -1;

  private Alteration() {}

  /** Changes the longest text; without one the first number or boolean; else adds a member. */
  static JsonObject alter(JsonObject content) {
    Alteration alteration = new Alteration();
    alteration.search(tree(content), JsonPointer.empty());
    return alteration.place.matches()
        ? content.with("altered", RawJson.value(true))
        : JsonObject.of(
            RawJson.change(content, alteration.place, part -> RawJson.value(altered(tree(part))))
                .toBytes());
  }

  private static JsonNode tree(JsonValue json) {
    return Edits.tree(json.toString()).orElseThrow();
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
    if (text.isEmpty()) {
      return "A";
    }
    // Many characters, emoji for example, are two chars.
    int middle = text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2);
    int before = text.codePointAt(middle);
    char other = before == 'A' ? 'B' : 'A';
    return text.substring(0, middle) + other + text.substring(middle + Character.charCount(before));
  }
}
