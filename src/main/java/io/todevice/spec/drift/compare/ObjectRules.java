package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The members of objects: named ones, those with a pattern for their name, and all others. */
record ObjectRules(SchemaComparison schemas) {

  /** Where the values of a map stand, as a segment of a place. */
  private static final String ANY_KEY = "*";

  void compare(SchemaView old, SchemaView now, Differences found) {
    if (!old.javaShape().equals(now.javaShape())
        && old.types().equals(Set.of("object"))
        && now.types().equals(Set.of("object"))) {
      found.add(ChangeKind.GENERATED_TYPE_CHANGED, old.javaShape(), now.javaShape());
    }
    compareNamed(old, now, found);
    comparePatterns(old, now, found);
  }

  private void compareNamed(SchemaView old, SchemaView now, Differences found) {
    Map<String, JsonNode> was = travelling(schemas.before(), old, found.direction());
    Map<String, JsonNode> is = travelling(schemas.after(), now, found.direction());
    Set<String> names = new TreeSet<>(was.keySet());
    names.addAll(is.keySet());
    forbidden(old, now, found);
    for (String name : names) {
      boolean wasRequired = old.required().contains(name);
      boolean isRequired = now.required().contains(name);
      if (!was.containsKey(name)) {
        found.add(
            isRequired ? ChangeKind.REQUIRED_PROPERTY_ADDED : ChangeKind.PROPERTY_ADDED,
            "",
            Differences.necessity(isRequired),
            name);
      } else if (!is.containsKey(name)) {
        found.add(ChangeKind.PROPERTY_REMOVED, Differences.necessity(wasRequired), "", name);
      } else {
        found.necessity(
            wasRequired,
            isRequired,
            ChangeKind.PROPERTY_BECAME_REQUIRED,
            ChangeKind.PROPERTY_BECAME_OPTIONAL,
            name);
        inside(name, was.get(name), is.get(name), found);
      }
    }
  }

  /**
   * The properties that can be there: not those that only travel the other way, and not those of
   * which no value is allowed.
   */
  private static Map<String, JsonNode> travelling(
      Schemas document, SchemaView schema, Direction direction) {
    String otherWay = direction == Direction.REQUEST ? "readOnly" : "writeOnly";
    Map<String, JsonNode> properties = schema.properties();
    properties
        .values()
        .removeIf(
            property -> {
              SchemaView view = document.view(property);
              return view.allowsNothing() || view.get(otherWay).asBoolean(false);
            });
    return properties;
  }

  /** Properties that begin or cease to be forbidden, without being described on the other side. */
  private void forbidden(SchemaView old, SchemaView now, Differences found) {
    if (old.isClosed() || now.isClosed()) {
      return;
    }
    for (String name : forbidden(schemas.after(), now)) {
      if (!old.properties().containsKey(name)) {
        found.limit(true, "", "no value", name);
      }
    }
    for (String name : forbidden(schemas.before(), old)) {
      if (!now.properties().containsKey(name)) {
        found.limit(false, "no value", "", name);
      }
    }
  }

  private static Set<String> forbidden(Schemas document, SchemaView schema) {
    Set<String> names = new TreeSet<>();
    schema
        .properties()
        .forEach(
            (name, property) -> {
              if (document.view(property).allowsNothing()) {
                names.add(name);
              }
            });
    return names;
  }

  /**
   * A map may describe its values for all keys or for those of a pattern. Where each side has one
   * description, it is that of the values, and the pattern only describes the keys.
   */
  private void comparePatterns(SchemaView old, SchemaView now, Differences found) {
    Map<String, JsonNode> was = old.patterns();
    Map<String, JsonNode> is = now.patterns();
    if (!was.keySet().equals(is.keySet()) && hasOneDescription(old) && hasOneDescription(now)) {
      found.add(ChangeKind.KEYS_CHANGED, showKeys(was.keySet()), showKeys(is.keySet()));
      inside(ANY_KEY, valueOf(old), valueOf(now), found);
    } else {
      Set<String> patterns = new LinkedHashSet<>(new TreeSet<>(was.keySet()));
      patterns.addAll(new TreeSet<>(is.keySet()));
      for (String pattern : patterns) {
        inside(
            "/" + pattern + "/",
            was.getOrDefault(pattern, old.additional()),
            is.getOrDefault(pattern, now.additional()),
            found);
      }
      if (!old.isClosed() && !now.isClosed()) {
        inside(ANY_KEY, old.additional(), now.additional(), found);
      }
    }
    if (old.isClosed() != now.isClosed()) {
      found.add(
          now.isClosed()
              ? ChangeKind.UNNAMED_PROPERTIES_FORBIDDEN
              : ChangeKind.UNNAMED_PROPERTIES_ALLOWED,
          old.isClosed() ? "forbidden" : "allowed",
          now.isClosed() ? "forbidden" : "allowed");
    }
  }

  private void inside(String segment, JsonNode old, JsonNode now, Differences found) {
    found.addAll(schemas.differences(old, now, found.direction()), segment);
  }

  private static boolean hasOneDescription(SchemaView schema) {
    int described = schema.patterns().size() + (schema.additional().isEmpty() ? 0 : 1);
    return described == 1;
  }

  private static JsonNode valueOf(SchemaView schema) {
    return schema.patterns().isEmpty()
        ? schema.additional()
        : schema.patterns().values().iterator().next();
  }

  private static String showKeys(Set<String> patterns) {
    return patterns.isEmpty() ? "any key" : "keys like " + String.join(", ", patterns);
  }
}
