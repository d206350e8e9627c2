package io.todevice.spec.drift.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Hundreds of schemas that lead to each other")
class RecursiveSchemasTest {

  private static final int MANY = 300;

  @ParameterizedTest(name = "changed: {0}")
  @ValueSource(strings = {"nothing", "one schema", "every schema"})
  @DisplayName("are compared once each, whatever they are called and however many ways lead there")
  void comparedOnce(String changed) {
    ObjectNode before = document("A", MANY);
    ObjectNode after = document("B", MANY);
    if (!changed.equals("nothing")) {
      for (int i = 0; i < (changed.equals("one schema") ? 1 : MANY); i++) {
        value(after, i).put("maxLength", 5);
      }
    }
    SchemaComparison schemas = new SchemaComparison(before, after);
    for (int i = 0; i < 3; i++) {
      List<Finding> findings =
          schemas.compare(reference("A", i), reference("B", i), Direction.REQUEST);
      assertThat(findings.isEmpty()).isEqualTo(changed.equals("nothing"));
    }
    // Each schema and each of its parts, and each alternative with those of the other side.
    assertThat(schemas.comparisons()).isLessThanOrEqualTo(4 * MANY);
  }

  @Test
  @DisplayName("have each change reported, at its nearest places")
  void nearestPlaces() {
    ObjectNode after = document("A", MANY);
    value(after, MANY - 1).put("maxLength", 5);
    List<Finding> findings =
        new SchemaComparison(document("A", MANY), after)
            .compare(reference("A", 0), reference("A", 0), Direction.REQUEST);
    assertThat(findings).extracting(Finding::kind).containsOnly(ChangeKind.LIMIT_TIGHTENED);
    assertThat(findings)
        .allSatisfy(finding -> assertThat(finding.path()).endsWith("value"))
        .filteredOn(finding -> finding.origin().equals("A299 A299 value"))
        .hasSizeBetween(1, 10);
    assertThat(findings.get(0).path()).hasSizeLessThan(20);
  }

  private static ObjectNode value(ObjectNode document, int index) {
    JsonNode schemas = document.at("/components/schemas");
    String name = schemas.fieldNames().next().charAt(0) + "" + index;
    return (ObjectNode) schemas.at("/" + name + "/properties/value");
  }

  /** Each schema leads to four others: as it is, in a list, in a choice, and as a part. */
  private static ObjectNode document(String prefix, int size) {
    Random random = new Random(1);
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ObjectNode schemas = document.putObject("components").putObject("schemas");
    IntStream.range(0, size)
        .forEach(
            i -> {
              ObjectNode properties = schemas.putObject(prefix + i).putObject("properties");
              properties.putObject("value").put("type", "string");
              properties.set("next", reference(prefix, random.nextInt(size)));
              properties.putObject("list").set("items", reference(prefix, random.nextInt(size)));
              properties
                  .putObject("choice")
                  .putArray("oneOf")
                  .add(reference(prefix, random.nextInt(size)))
                  .addObject()
                  .put("type", "string");
              properties
                  .putObject("part")
                  .putArray("allOf")
                  .add(reference(prefix, random.nextInt(size)))
                  .addObject()
                  .putObject("properties")
                  .putObject("own" + i)
                  .put("type", "integer");
            });
    return document;
  }

  private static ObjectNode reference(String prefix, int index) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("$ref", "#/components/schemas/" + prefix + index);
  }
}
