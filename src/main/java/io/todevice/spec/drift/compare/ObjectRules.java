package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The members of objects: named ones, those with a pattern for their name, and all others. */
final class ObjectRules {

  /** Where the values of a map stand, as a segment of a place. */
  private static final String ANY_KEY = "*";

  private final SchemaComparison schemas;

  ObjectRules(SchemaComparison schemas) {
    this.schemas = schemas;
  }

  List<Difference> compare(SchemaView old, SchemaView now, Direction direction) {
    List<Difference> findings = new ArrayList<>();
    if (!old.javaShape().equals(now.javaShape())
        && old.types().equals(Set.of("object"))
        && now.types().equals(Set.of("object"))) {
      findings.add(
          Finding.of(
              ChangeKind.GENERATED_TYPE_CHANGED, direction, old.javaShape(), now.javaShape()));
    }
    compareNamed(old, now, direction, findings);
    comparePatterns(old, now, direction, findings);
    return findings;
  }

  private void compareNamed(
      SchemaView old, SchemaView now, Direction direction, List<Difference> findings) {
    Map<String, JsonNode> was = travelling(schemas.before(), old, direction);
    Map<String, JsonNode> is = travelling(schemas.after(), now, direction);
    Set<String> names = new TreeSet<>(was.keySet());
    names.addAll(is.keySet());
    forbidden(old, now, direction, findings);
    for (String name : names) {
      boolean wasRequired = old.required().contains(name);
      boolean isRequired = now.required().contains(name);
      if (!was.containsKey(name)) {
        findings.add(
            Finding.of(
                isRequired ? ChangeKind.REQUIRED_PROPERTY_ADDED : ChangeKind.PROPERTY_ADDED,
                direction,
                "",
                isRequired ? "required" : "optional",
                name));
      } else if (!is.containsKey(name)) {
        findings.add(
            Finding.of(
                ChangeKind.PROPERTY_REMOVED,
                direction,
                wasRequired ? "required" : "optional",
                "",
                name));
      } else {
        if (wasRequired != isRequired) {
          findings.add(
              Finding.of(
                  isRequired
                      ? ChangeKind.PROPERTY_BECAME_REQUIRED
                      : ChangeKind.PROPERTY_BECAME_OPTIONAL,
                  direction,
                  wasRequired ? "required" : "optional",
                  isRequired ? "required" : "optional",
                  name));
        }
        inside(name, was.get(name), is.get(name), direction, findings);
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
  private void forbidden(
      SchemaView old, SchemaView now, Direction direction, List<Difference> findings) {
    if (old.isClosed() || now.isClosed()) {
      return;
    }
    Set<String> was = forbidden(schemas.before(), old);
    Set<String> is = forbidden(schemas.after(), now);
    for (String name : is) {
      if (!old.properties().containsKey(name)) {
        findings.add(Finding.of(ChangeKind.LIMIT_TIGHTENED, direction, "", "no value", name));
      }
    }
    for (String name : was) {
      if (!now.properties().containsKey(name)) {
        findings.add(Finding.of(ChangeKind.LIMIT_LOOSENED, direction, "no value", "", name));
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
   * description, it is that of the values, and the pattern only tells of the keys.
   */
  private void comparePatterns(
      SchemaView old, SchemaView now, Direction direction, List<Difference> findings) {
    Map<String, JsonNode> was = old.patterns();
    Map<String, JsonNode> is = now.patterns();
    if (!was.keySet().equals(is.keySet()) && hasOneDescription(old) && hasOneDescription(now)) {
      findings.add(
          Finding.of(
              ChangeKind.KEYS_CHANGED, direction, showKeys(was.keySet()), showKeys(is.keySet())));
      inside(ANY_KEY, valueOf(old), valueOf(now), direction, findings);
    } else {
      Set<String> patterns = new LinkedHashSet<>(new TreeSet<>(was.keySet()));
      patterns.addAll(new TreeSet<>(is.keySet()));
      for (String pattern : patterns) {
        inside(
            "/" + pattern + "/",
            was.getOrDefault(pattern, old.additional()),
            is.getOrDefault(pattern, now.additional()),
            direction,
            findings);
      }
      if (!old.isClosed() && !now.isClosed()) {
        inside(ANY_KEY, old.additional(), now.additional(), direction, findings);
      }
    }
    if (old.isClosed() != now.isClosed()) {
      findings.add(
          Finding.of(
              now.isClosed()
                  ? ChangeKind.UNNAMED_PROPERTIES_FORBIDDEN
                  : ChangeKind.UNNAMED_PROPERTIES_ALLOWED,
              direction,
              old.isClosed() ? "forbidden" : "allowed",
              now.isClosed() ? "forbidden" : "allowed"));
    }
  }

  private void inside(
      String segment, JsonNode old, JsonNode now, Direction direction, List<Difference> findings) {
    for (Difference finding : schemas.differences(old, now, direction)) {
      findings.add(finding.inside(segment));
    }
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
