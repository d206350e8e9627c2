package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import java.util.Map;
import java.util.TreeMap;

/** The security schemes that the kept operations name, gathered from their files. */
final class SecuritySchemes {

  private final boolean isStrict;
  private final Map<String, JsonNode> schemes = new TreeMap<>();

  /**
   * An empty collection.
   *
   * @param isStrict whether a file must define what it names; otherwise the name may be one that
   *     another file defines, as it is in Matrix's files here and there, or nobody's
   */
  SecuritySchemes(boolean isStrict) {
    this.isStrict = isStrict;
  }

  /**
   * Takes in the schemes of a security requirement.
   *
   * @param security the requirement: a list of alternatives
   * @param place where it stands
   * @param defined the schemes of its file, by name; missing where the file has none
   * @return the requirement, with the names that the schemes have in the assembled document
   * @throws SpecificationException if it is malformed, which must never read as public, or names a
   *     scheme that the file must have and does not
   */
  ArrayNode adopt(JsonNode security, Place place, JsonNode defined) {
    if (!security.isArray()) {
      throw place.fault("a list of alternatives must stand here");
    }
    ArrayNode adopted = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < security.size(); i++) {
      if (!security.get(i).isObject()) {
        throw place.child(i).fault("an alternative is a map from the names of its schemes");
      }
      ObjectNode alternative = adopted.addObject();
      for (Map.Entry<String, JsonNode> member : security.get(i).properties()) {
        JsonNode scheme = defined.path(member.getKey());
        if (!scheme.isObject() && !isStrict) {
          alternative.set(member.getKey(), member.getValue());
          continue;
        }
        if (!scheme.isObject()) {
          throw place
              .child(i)
              .child(member.getKey())
              .fault("unknown security scheme '" + member.getKey() + "'");
        }
        alternative.set(nameOf(member.getKey(), scheme, place), member.getValue());
      }
    }
    return adopted;
  }

  ObjectNode toNode() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    schemes.forEach(node::set);
    return node;
  }

  /**
   * Two files may mean different things by one name; then the later one's gets its file's name
   * behind it.
   */
  private String nameOf(String name, JsonNode scheme, Place place) {
    JsonNode known = schemes.putIfAbsent(name, scheme);
    if (known == null || withoutText(known).equals(withoutText(scheme))) {
      return name;
    }
    String qualified = name + "." + place.fileStem();
    schemes.put(qualified, scheme);
    return qualified;
  }

  private static JsonNode withoutText(JsonNode scheme) {
    return ((ObjectNode) scheme.deepCopy()).without("description");
  }
}
