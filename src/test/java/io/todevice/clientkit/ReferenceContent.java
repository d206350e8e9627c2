package io.todevice.clientkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.todevice.text.PercentCoding;
import java.text.Normalizer;

/** What clients do to contents that they should leave alone. */
final class ReferenceContent {

  private ReferenceContent() {}

  /** The JSON as a client has it that makes certain mistakes. */
  static JsonNode alter(JsonNode json, ReferenceHttp mistakes) {
    if (json.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      json.properties()
          .forEach(
              member -> {
                boolean isDropped =
                    (mistakes.has(Mistake.DROPS_EMPTY_KEYS) && member.getKey().isEmpty())
                        || (mistakes.has(Mistake.DROPS_NULLS) && member.getValue().isNull())
                        || (mistakes.has(Mistake.DROPS_EMPTY_OBJECTS)
                            && member.getValue().isObject()
                            && member.getValue().isEmpty());
                if (!isDropped) {
                  object.set(text(member.getKey(), mistakes), alter(member.getValue(), mistakes));
                }
              });
      return object;
    }
    if (json.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      json.forEach(element -> array.add(alter(element, mistakes)));
      return array;
    }
    if (json.isNumber() && mistakes.has(Mistake.NUMBERS_AS_FLOATS)) {
      return FloatNode.valueOf(json.floatValue());
    }
    return json.isTextual() ? TextNode.valueOf(text(json.asText(), mistakes)) : json;
  }

  private static String text(String text, ReferenceHttp mistakes) {
    if (mistakes.has(Mistake.NORMALIZES_UNICODE)) {
      return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
    return mistakes.has(Mistake.DECODES_PERCENT)
        ? PercentCoding.decode(text, /* isPlusSpace= */ false).orElse(text)
        : text;
  }
}
