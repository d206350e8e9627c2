package io.todevice.spec.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A change of a schema that makes another Java type of an object")
class JavaTypeDriftTest {

  static Stream<Arguments> generatedTypes() {
    return Stream.of(
        Arguments.of(
            "{type: object}",
            "{type: object, properties: {a: {}}}",
            List.of(
                "generated-type-changed @ request body: free object -> class [CODE]",
                "property-added @ request body › a:  -> optional [COMPATIBLE]")),
        Arguments.of(
            "{type: object, additionalProperties: {type: string}}",
            "{type: object}",
            List.of(
                "generated-type-changed @ request body: map -> free object [CODE]",
                "type-widened @ request body › *: string -> any value [CODE]")));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @MethodSource("generatedTypes")
  @DisplayName("is told beside what changed in it")
  void generatedType(String one, String other, List<String> expected) {
    assertThat(SmallSpec.changes(SmallSpec.request(one, "{}"), SmallSpec.request(other, "{}")))
        .containsExactlyElementsOf(expected);
  }
}
