package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** The security schemes that the served operations name, gathered from their files. */
final class SecuritySchemes {

  private final Map<String, JsonNode> schemes = new TreeMap<>();

  /**
   * Takes in the schemes of a security requirement.
   *
   * @param security the requirement: a list of alternatives
   * @param place where it stands
   * @param defined finds the scheme that a name means there
   * @param undefined takes the fault of a name that means none, which is kept
   * @return the requirement, with the names that the schemes have in the assembled document
   * @throws SpecificationException if it is malformed, which must never read as public
   */
  ArrayNode adopt(
      JsonNode security,
      Place place,
      Function<String, Optional<JsonNode>> defined,
      Consumer<SpecificationException> undefined) {
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
        Place at = place.child(i).child(member.getKey());
        Optional<JsonNode> scheme = defined.apply(member.getKey());
        if (scheme.isEmpty()) {
          undefined.accept(at.fault("unknown security scheme '" + member.getKey() + "'"));
        }
        alternative.set(
            scheme.map(known -> nameOf(member.getKey(), known, place)).orElse(member.getKey()),
            member.getValue());
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

  /** A scheme without what it only says to people. */
  static JsonNode withoutText(JsonNode scheme) {
    return ((ObjectNode) scheme.deepCopy()).without("description");
  }
}
