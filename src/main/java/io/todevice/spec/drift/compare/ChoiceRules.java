package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code anyOf} and {@code oneOf}, and the discriminator that tells their alternatives apart. */
record ChoiceRules(SchemaComparison schemas, Schemas before, Schemas after, OverlapRules overlaps) {

  static final String DISCRIMINATOR = "discriminator";

  ChoiceRules(SchemaComparison schemas, Schemas before, Schemas after) {
    this(schemas, before, after, new OverlapRules(schemas));
  }

  /** Two choices, or a choice and a schema that is as good as one with a single alternative. */
  void compare(SchemaView old, SchemaView now, Differences found) {
    OverlapRules.Matching matching = match(old.alternatives(), now.alternatives(), found);
    overlaps.compare(matching, old, old.flat(), now, now.flat(), found);
    if (old.isChoice() && now.isChoice()) {
      combination(old.flat(), now.flat(), found);
      discriminator(old, now, found);
    }
  }

  /** Choices with other keywords beside them. */
  void compareBeside(SchemaView old, SchemaView now, Differences found) {
    List<JsonNode> was = new ArrayList<>();
    List<JsonNode> is = new ArrayList<>();
    for (String key : SchemaKeywords.CHOICES) {
      was.addAll(old.listAll(List.of(key)));
      is.addAll(now.listAll(List.of(key)));
    }
    ConstraintRules.forEachPair(
        was,
        is,
        (one, other) -> {
          Differences all = new Differences(found.direction());
          compareChoices(old, one, now, other, all);
          return schemas.isProbablyNothing(all.list());
        },
        (one, other) -> compareChoices(old, one, now, other, found));
    while (!was.isEmpty() && !is.isEmpty()) {
      compareChoices(old, was.remove(0), now, is.remove(0), found);
    }
    was.forEach(one -> found.limit(false, keyOf(one), ""));
    is.forEach(one -> found.limit(true, "", keyOf(one)));
    discriminator(old, now, found);
  }

  private void compareChoices(
      SchemaView oldSchema, JsonNode old, SchemaView newSchema, JsonNode now, Differences found) {
    OverlapRules.Matching matching =
        match(list(old.path(keyOf(old))), list(now.path(keyOf(now))), found);
    overlaps.compare(matching, oldSchema, old, newSchema, now, found);
    combination(old, now, found);
  }

  private static String keyOf(JsonNode choice) {
    return choice.has("anyOf") ? "anyOf" : "oneOf";
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> list = new ArrayList<>();
    array.forEach(list::add);
    return list;
  }

  private OverlapRules.Matching match(List<JsonNode> old, List<JsonNode> now, Differences found) {
    List<JsonNode> removed = new ArrayList<>(old);
    List<JsonNode> added = new ArrayList<>(now);
    Map<JsonNode, JsonNode> pairs = new LinkedHashMap<>();
    Direction direction = found.direction();
    if (removed.size() == 1 && added.size() == 1) {
      found.addAll(schemas.differences(removed.get(0), added.get(0), direction));
      return new OverlapRules.Matching(pairs, List.of(), List.of());
    }
    for (Likeness likeness : likenesses(direction)) {
      for (JsonNode alternative : List.copyOf(removed)) {
        findLike(alternative, added, likeness)
            .ifPresent(
                other -> {
                  removed.remove(alternative);
                  added.remove(other);
                  pairs.put(alternative, other);
                  found.addAll(
                      schemas.differences(alternative, other, direction),
                      "alternative " + show(after, other));
                });
      }
    }
    removed.forEach(each -> found.add(ChangeKind.ALTERNATIVE_REMOVED, show(before, each), ""));
    added.forEach(each -> found.add(ChangeKind.ALTERNATIVE_ADDED, "", show(after, each)));
    return new OverlapRules.Matching(pairs, removed, added);
  }

  /** How like two alternatives are; not at all where it is not positive. */
  private interface Likeness {
    int of(JsonNode old, JsonNode now);
  }

  /** From the surest to the vaguest. */
  private List<Likeness> likenesses(Direction direction) {
    return List.of(
        (old, now) -> schemas.areProbablyEqual(old, now, direction) ? 1 : 0,
        (old, now) ->
            !before.sharedName(old).isEmpty()
                    && before.sharedName(old).equals(after.sharedName(now))
                ? 1
                : 0,
        (old, now) -> haveOneTitle(before.view(old), after.view(now)) ? 1 : 0,
        this::commonProperties,
        (old, now) -> before.types(old).equals(after.types(now)) ? 1 : 0);
  }

  private static Optional<JsonNode> findLike(
      JsonNode alternative, List<JsonNode> candidates, Likeness likeness) {
    JsonNode best = null;
    int most = 0;
    for (JsonNode candidate : candidates) {
      int likeToo = likeness.of(alternative, candidate);
      if (likeToo > most) {
        most = likeToo;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean haveOneTitle(SchemaView old, SchemaView now) {
    return old.get("title").isTextual() && old.get("title").equals(now.get("title"));
  }

  private int commonProperties(JsonNode old, JsonNode now) {
    Set<String> names = new TreeSet<>(before.view(old).properties().keySet());
    names.retainAll(after.view(now).properties().keySet());
    return names.size();
  }

  /** {@code oneOf} allows less than {@code anyOf}, unless no value fits two alternatives. */
  private void combination(JsonNode old, JsonNode now, Differences found) {
    String was = keyOf(old);
    String is = keyOf(now);
    if (was.equals(is) || old.path(was).size() < 2 || now.path(is).size() < 2) {
      return;
    }
    if (areDisjoint(before, old.path(was)) && areDisjoint(after, now.path(is))) {
      found.add(ChangeKind.COMBINATION_CHANGED, was, is);
    } else {
      found.limit(is.equals("oneOf"), was, is);
    }
  }

  private static boolean areDisjoint(Schemas document, JsonNode alternatives) {
    Set<String> seen = new TreeSet<>();
    for (JsonNode alternative : alternatives) {
      for (String type : document.types(alternative)) {
        if (!seen.add(type)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Only alternatives of both sides count: others are reported as added or removed. */
  private void discriminator(SchemaView old, SchemaView now, Differences found) {
    JsonNode was = old.get(DISCRIMINATOR);
    JsonNode is = now.get(DISCRIMINATOR);
    JsonNode oldName = was.path("propertyName");
    JsonNode newName = is.path("propertyName");
    if (was.isMissingNode() != is.isMissingNode()) {
      found.add(ChangeKind.DISCRIMINATOR_STATED, Values.show(oldName), Values.show(newName));
      return;
    }
    Map<String, String> oldValues = mapping(was);
    Map<String, String> newValues = mapping(is);
    Set<String> lost = new TreeSet<>(oldValues.keySet());
    lost.removeAll(newValues.keySet());
    Set<String> gained = new TreeSet<>(newValues.keySet());
    gained.removeAll(oldValues.keySet());
    boolean isRenamed = !lost.isEmpty() && !gained.isEmpty();
    Set<String> exchanged = exchanged(oldValues, newValues, found.direction());
    lost.addAll(exchanged);
    gained.addAll(exchanged);
    boolean isOneName = oldName.asText("").equals(newName.asText(""));
    if (!isOneName || isRenamed || !exchanged.isEmpty()) {
      found.add(
          ChangeKind.DISCRIMINATOR_CHANGED,
          (oldName.asText("") + " " + String.join(", ", lost)).strip(),
          (newName.asText("") + " " + String.join(", ", gained)).strip());
    }
  }

  /** The values that stand for what another value stood for. */
  private Set<String> exchanged(
      Map<String, String> old, Map<String, String> now, Direction direction) {
    Set<String> exchanged = new TreeSet<>();
    old.forEach(
        (value, target) -> {
          if (now.containsKey(value) && !isOne(target, now.get(value), direction)) {
            now.forEach(
                (other, newTarget) -> {
                  if (!other.equals(value) && isOne(target, newTarget, direction)) {
                    exchanged.add(value);
                  }
                });
          }
        });
    return exchanged;
  }

  private boolean isOne(String old, String now, Direction direction) {
    return schemas.areProbablyEqual(reference(old), reference(now), direction);
  }

  private static JsonNode reference(String target) {
    return JsonNodeFactory.instance.objectNode().put("$ref", target);
  }

  private static Map<String, String> mapping(JsonNode discriminator) {
    Map<String, String> mapping = new TreeMap<>();
    discriminator
        .path("mapping")
        .properties()
        .forEach(entry -> mapping.put(entry.getKey(), entry.getValue().asText("")));
    return mapping;
  }

  static String show(Schemas document, JsonNode alternative) {
    SchemaView view = document.view(alternative);
    String title = view.get("title").asText("");
    return title.isEmpty()
        ? SchemaTypes.show(document.types(alternative))
        : Values.show(view.get("title"));
  }

  /** A choice and a schema that allows everything. */
  void compareWithAnything(SchemaView old, Differences found) {
    String any = SchemaTypes.show(SchemaTypes.ANY);
    String choice = "one of several alternatives";
    if (old.isChoice()) {
      found.add(ChangeKind.TYPE_WIDENED, choice, any);
    } else {
      found.add(ChangeKind.TYPE_NARROWED, any, choice);
    }
  }
}
