package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.List;
import java.util.Set;

/** The parameters of requests. */
record ParameterRules(SchemaComparison schemas, ContentRules contents) {

  private static final String DEFAULT = "default";

  void compare(SpecOperation before, SpecOperation after, Differences found) {
    for (Parameters.Pair pair : Parameters.match(before, after)) {
      if (pair.before().isEmpty()) {
        added(pair.after().orElseThrow(), found);
      } else if (pair.after().isEmpty()) {
        JsonNode gone = pair.before().get();
        String necessity = Differences.necessity(isRequired(gone));
        found.add(ChangeKind.PARAMETER_REMOVED, necessity, "", Parameters.show(gone));
      } else {
        both(pair.before().get(), pair.after().get(), pair.hasMoved(), found);
      }
    }
  }

  private static void added(JsonNode parameter, Differences found) {
    boolean isRequired = isRequired(parameter);
    found.add(
        isRequired ? ChangeKind.REQUIRED_PARAMETER_ADDED : ChangeKind.PARAMETER_ADDED,
        "",
        Differences.necessity(isRequired),
        Parameters.show(parameter));
  }

  /** Part of a path is always there. */
  private static boolean isRequired(JsonNode parameter) {
    return parameter.path("in").asText("").equals("path")
        || parameter.path("required").asBoolean(false);
  }

  private void both(JsonNode was, JsonNode is, boolean hasMoved, Differences found) {
    String place = Parameters.show(is);
    if (is.path("in").asText("").equals("path")) {
      found.compare(ChangeKind.PARAMETER_RENAMED, was.path("name"), is.path("name"), place);
    }
    if (hasMoved) {
      found.add(ChangeKind.PARAMETER_MOVED, "", "", place);
    }
    found.necessity(
        isRequired(was),
        isRequired(is),
        ChangeKind.PARAMETER_BECAME_REQUIRED,
        ChangeKind.PARAMETER_BECAME_OPTIONAL,
        place);
    serialisation(was, is, place, found);
    Annotations.compare(was, is, found, place);
    if (was.has("content") && is.has("content")) {
      contents.compareParts(was, is, found, place);
    } else {
      JsonNode oldSchema = ContentRules.schemaOf(was);
      JsonNode newSchema = ContentRules.schemaOf(is);
      if (becameList(was, is)) {
        SchemaView old = schemas.before().view(oldSchema);
        SchemaView list = schemas.after().view(newSchema);
        String types = SchemaTypes.show(old.types());
        found.add(ChangeKind.TYPE_WIDENED, types, SchemaTypes.show(list.types()), place);
        found.defaults(asList(old.get(DEFAULT)), list.get(DEFAULT), place);
        ObjectNode element = old.flat().deepCopy();
        element.remove(DEFAULT);
        found.addAll(schemas.compare(element, list.items(), Direction.REQUEST), place, "[]");
      } else {
        found.addAll(schemas.compare(oldSchema, newSchema, Direction.REQUEST), place);
      }
    }
  }

  /** The default of one value stands for a list of one. */
  private static JsonNode asList(JsonNode value) {
    return value.isMissingNode() ? value : JsonNodeFactory.instance.arrayNode().add(value);
  }

  /** Whether one value is read as a list with one element, as it is written the same way. */
  private boolean becameList(JsonNode was, JsonNode is) {
    Set<String> old = schemas.before().types(ContentRules.schemaOf(was));
    SchemaView now = schemas.after().view(ContentRules.schemaOf(is));
    boolean isRepeated = style(is).equals("form") && explodes(is);
    return isScalar(old)
        && !was.has("content")
        && !is.has("content")
        && Set.of("array", "null").containsAll(now.types())
        && now.types().contains("array")
        && (isRepeated || !old.contains("string"))
        && style(was).equals(style(is))
        && now.get("minItems").asInt(0) <= 1
        && now.listAll(List.of("contains", "prefixItems")).isEmpty();
  }

  private void serialisation(JsonNode was, JsonNode is, String place, Differences found) {
    // A value that both sides have is then a scalar, which "explode" does not change.
    boolean isScalar =
        isScalar(schemas.before().types(ContentRules.schemaOf(was)))
            || isScalar(schemas.after().types(ContentRules.schemaOf(is)));
    boolean isOneWriting =
        style(was).equals(style(is)) && (isScalar || explodes(was) == explodes(is));
    if (was.has("content") ? !is.has("content") : is.has("content") || !isOneWriting) {
      found.add(ChangeKind.PARAMETER_SERIALISATION_CHANGED, writing(was), writing(is), place);
    }
    if (was.has("content") || is.has("content")) {
      return;
    }
    flag("allowReserved", was, is, place, found);
    if (is.path("in").asText("").equals("query")) {
      flag("allowEmptyValue", was, is, place, found);
    }
  }

  private static void flag(String key, JsonNode was, JsonNode is, String place, Differences found) {
    boolean wasAllowed = was.path(key).asBoolean(false);
    boolean isAllowed = is.path(key).asBoolean(false);
    String before = key + ": " + wasAllowed;
    String now = key + ": " + isAllowed;
    if (wasAllowed != isAllowed && key.equals("allowEmptyValue")) {
      found.add(
          isAllowed ? ChangeKind.EMPTY_VALUE_ALLOWED : ChangeKind.EMPTY_VALUE_FORBIDDEN,
          before,
          now,
          place);
    } else if (wasAllowed != isAllowed) {
      found.limit(wasAllowed, before, now, place);
    }
  }

  private static boolean isScalar(Set<String> types) {
    return !types.contains("array") && !types.contains("object");
  }

  private static String writing(JsonNode parameter) {
    return parameter.has("content")
        ? "content"
        : style(parameter) + (explodes(parameter) ? ", explode" : "");
  }

  private static String style(JsonNode parameter) {
    String in = parameter.path("in").asText("");
    boolean isForm = in.equals("query") || in.equals("cookie");
    return parameter.path("style").asText(isForm ? "form" : "simple");
  }

  private static boolean explodes(JsonNode parameter) {
    return parameter.path("explode").asBoolean(style(parameter).equals("form"));
  }
}
