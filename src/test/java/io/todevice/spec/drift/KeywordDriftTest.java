package io.todevice.spec.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.Impact;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each keyword with the effect of its change: {@code tighter} if the second schema allows less than
 * the first, {@code looser} if it allows more, {@code other} if it allows other values, {@code
 * gone} if a property is there no more, {@code fine} if clients need not follow in any direction.
 */
@DisplayName("A change of one keyword")
class KeywordDriftTest {

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {type: string}                 | {type: string, minLength: 1}      | tighter
          {type: string}                 | {type: string, maxLength: 1}      | tighter
          {type: string}                 | {type: string, pattern: a}        | tighter
          {type: string, pattern: a}     | {type: string, pattern: b}        | other
          {type: string, pattern: a}     | {allOf: [{type: string, pattern: a}, {pattern: b}]} | tighter
          {type: string}                 | {type: string, const: a}          | tighter
          {type: string, enum: [a, b]}   | {type: string, enum: [a]}         | tighter
          {type: string, enum: [a]}      | {type: string, enum: [b]}         | other
          {oneOf: [{const: a}, {const: b}]} | {oneOf: [{const: a}]}          | tighter
          {oneOf: [{const: a, title: A}, {const: b}]} | {oneOf: [{const: a, title: B}, {const: b}]} | fine
          {type: string}                 | {type: string, contentEncoding: base64} | fine
          {type: string}                 | {type: string, contentMediaType: text/html} | fine
          {type: string, contentMediaType: a/b} | {type: string, contentMediaType: a/b, contentSchema: {type: object}} | fine
          {type: string, contentEncoding: base64} | {type: string, contentEncoding: base16} | fine
          {type: number}                 | {type: number, minimum: 1}        | tighter
          {type: number, minimum: 1}     | {type: number, exclusiveMinimum: 1} | tighter
          {type: number, exclusiveMinimum: 0} | {type: number, minimum: 1}   | tighter
          {type: number, maximum: 1}     | {type: number, exclusiveMaximum: 1} | tighter
          {type: integer, minimum: 1}    | {type: integer, minimum: 2}       | tighter
          {type: integer}                | {type: integer, multipleOf: 2}    | tighter
          {type: integer, multipleOf: 2} | {type: integer, multipleOf: 4}    | tighter
          {type: integer, multipleOf: 2} | {type: integer, multipleOf: 3}    | other
          {type: array}                  | {type: array, minItems: 1}        | tighter
          {type: array}                  | {type: array, maxItems: 1}        | tighter
          {type: array}                  | {type: array, uniqueItems: true}  | tighter
          {type: array}                  | {type: array, items: false}       | tighter
          {type: array}                  | {type: array, items: {type: string}} | tighter
          {type: array}                  | {type: array, prefixItems: [{type: string}]} | tighter
          {type: array, prefixItems: [{type: string}]} | {type: array, prefixItems: [{type: integer}]} | other
          {type: array}                  | {type: array, contains: {type: string}} | tighter
          {type: array, contains: {type: string}} | {type: array, contains: {type: string}, minContains: 2} | tighter
          {type: array, contains: {type: string}} | {type: array, contains: {type: string}, maxContains: 2} | tighter
          {type: array, contains: {type: string}} | {type: array, contains: {type: integer}} | other
          {type: array, contains: {type: string}} | {type: array, contains: {type: string}, unevaluatedItems: false} | tighter
          {type: object}                 | {type: object, minProperties: 1}  | tighter
          {type: object}                 | {type: object, maxProperties: 1}  | tighter
          {type: object, properties: {a: {}}} | {type: object, properties: {a: {}}, required: [a]} | tighter
          {type: object}                 | {type: object, additionalProperties: {type: string}} | tighter
          {type: object}                 | {type: object, patternProperties: {a: {type: string}}} | tighter
          {type: object}                 | {type: object, propertyNames: {pattern: a}} | tighter
          {type: object, propertyNames: {maxLength: 2}} | {type: object, propertyNames: {maxLength: 1}} | tighter
          {type: object}                 | {type: object, dependentRequired: {a: [b]}} | tighter
          {type: object, dependentRequired: {a: [b]}} | {type: object, dependentRequired: {a: [b, c]}} | tighter
          {type: object, dependentRequired: {a: [b]}} | {type: object, dependentRequired: {a: [c]}} | other
          {type: object}                 | {type: object, dependentSchemas: {a: {required: [b]}}} | tighter
          {type: object, oneOf: [{required: [a]}, {required: [b]}]} | {type: object, oneOf: [{required: [a]}, {required: [b]}], unevaluatedProperties: false} | tighter
          {type: string}                 | {type: string, not: {const: a}}   | tighter
          {type: string, not: {enum: [a]}} | {type: string, not: {enum: [a, b]}} | tighter
          {type: string, not: {const: a}} | {type: string, not: {pattern: a}} | other
          {type: string}                 | {type: string, if: {const: a}, then: {maxLength: 1}} | tighter
          {type: string, if: {const: a}, then: {maxLength: 2}} | {type: string, if: {const: a}, then: {maxLength: 1}} | tighter
          {type: string, if: {const: a}, then: {maxLength: 1}} | {type: string, if: {const: b}, then: {maxLength: 1}} | other
          {type: object}                 | {type: object, anyOf: [{required: [a]}, {required: [b]}]} | tighter
          {type: object, anyOf: [{required: [a]}, {required: [b]}]} | {type: object, oneOf: [{required: [a]}, {required: [b]}]} | tighter
          {anyOf: [{type: string, maxLength: 3}, {type: string, minLength: 2}]} | {oneOf: [{type: string, maxLength: 3}, {type: string, minLength: 2}]} | tighter
          {type: string}                 | false                             | tighter
          {type: [string, 'null']}       | {type: string}                    | tighter
          {type: [string, integer]}      | {type: string}                    | tighter
          {type: string}                 | {type: integer}                   | other
          {oneOf: [{type: string}, {type: integer}, {type: boolean}]} | {oneOf: [{type: string}, {type: integer}]} | tighter
          {type: object, unevaluatedProperties: false, oneOf: [{properties: {a: {maxLength: 2}}}, {required: [b]}]} | {type: object, unevaluatedProperties: false, oneOf: [{properties: {a: {maxLength: 1}}}, {required: [b]}]} | tighter
          {type: string}                 | {type: string, futureKeyword: 1}  | fine
          {type: string, futureKeyword: 1} | {type: string, futureKeyword: 2} | fine
          {type: string, contentSchema: {type: string}} | {type: string, contentSchema: {type: integer}} | other
          {type: string}                 | {type: string, $dynamicRef: '#a'} | other
          {type: object, properties: {a: {}}} | {type: object, properties: {a: false}} | gone
          {oneOf: [{type: string}, {type: integer}]} | {anyOf: [{type: string}, {type: integer}]} | fine
          {type: object, properties: {a: {}, b: {}}, required: [a, b]} | {oneOf: [{type: object, properties: {a: {}, b: {}}, required: [a]}, {type: object, properties: {a: {}, b: {}}, required: [b]}]} | other
          {oneOf: [{type: string}, {type: integer}]} | {oneOf: [{type: string}, {type: integer}, {type: string, maxLength: 9}]} | other
          {oneOf: [{type: string, maxLength: 3}, {type: integer}]} | {oneOf: [{type: string, maxLength: 3}, {type: integer}, {type: string, maxLength: 9}]} | other
          {oneOf: [{type: string, maxLength: 3}, {type: integer}], discriminator: {propertyName: t}} | {oneOf: [{type: string, maxLength: 3}, {type: integer}, {type: string, maxLength: 9}], discriminator: {propertyName: t}} | looser
          {oneOf: [{type: string, maxLength: 3}, {type: integer}]} | {oneOf: [{type: string, maxLength: 3}, {type: integer}, {type: string, minLength: 4}]} | looser
          {oneOf: [{type: object, properties: {a: {type: string}}}, {type: integer}]} | {oneOf: [{type: object, properties: {a: {type: string}}}, {type: integer}, {type: object, properties: {b: {type: string}}}]} | looser
          {oneOf: [{type: string, format: date}, {type: integer}]} | {oneOf: [{type: string, format: date}, {type: integer}, {type: string, format: time}]} | looser
          {oneOf: [{type: string, maxLength: 3, default: a}, {type: integer}]} | {oneOf: [{type: string, maxLength: 3, default: a}, {type: integer}, {type: string, maxLength: 9, default: b}]} | other
          {oneOf: [{type: object, properties: {k: {enum: [a], readOnly: true}}}, {type: integer}]} | {oneOf: [{type: object, properties: {k: {enum: [a], readOnly: true}}}, {type: integer}, {type: object, properties: {k: {enum: [b], readOnly: true}}}]} | looser
          {anyOf: [{type: string, maxLength: 3}, {type: integer}]} | {anyOf: [{type: string, maxLength: 3}, {type: integer}, {type: string, maxLength: 9}]} | looser
          {type: object, oneOf: [{maxProperties: 1}, {required: [c]}]} | {type: object, oneOf: [{maxProperties: 1}, {required: [c]}, {maxProperties: 2}]} | other
          {type: string}                 | {type: string, format: date}      | fine
          {type: string}                 | {type: string, deprecated: true}  | fine
          {type: string}                 | {type: string, default: a}        | fine
          {type: string, default: b}     | {type: string, default: a}        | other
          {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]} | {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], discriminator: {propertyName: t}} | fine
          {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], discriminator: {propertyName: t}} | {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], discriminator: {propertyName: u}} | other
          {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], discriminator: {propertyName: t, mapping: {x: '#/components/schemas/A', y: '#/components/schemas/B'}}} | {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], discriminator: {propertyName: t, mapping: {x: '#/components/schemas/B', y: '#/components/schemas/A'}}} | other
          {type: object, discriminator: {propertyName: t}, oneOf: [{type: object, properties: {a: {maxLength: 2}}}, {type: object, required: [b]}]} | {type: object, discriminator: {propertyName: t}, oneOf: [{type: object, properties: {a: {maxLength: 1}}}, {type: object, required: [b]}]} | tighter
          """)
  @DisplayName("breaks the clients that it can surprise, in both directions")
  void keyword(String one, String other, String effect) {
    boolean allowsLess = Set.of("tighter", "other", "gone").contains(effect);
    boolean allowsMore = Set.of("looser", "other").contains(effect);
    assertBreaks(SmallSpec::request, one, other, allowsLess);
    assertBreaks(SmallSpec::request, other, one, allowsMore);
    assertBreaks(SmallSpec::response, one, other, allowsMore || effect.equals("gone"));
    assertBreaks(SmallSpec::response, other, one, allowsLess && !effect.equals("gone"));
  }

  private static void assertBreaks(
      BiFunction<String, String, ObjectNode> document,
      String before,
      String after,
      boolean breaksClients) {
    String schemas =
        "{A: {type: object, properties: {t: {type: string}, u: {type: string}, a: {}}},"
            + " B: {type: object, properties: {t: {type: string}, u: {type: string}, b: {}}}}";
    List<Change> changes =
        SmallSpec.drift(document.apply(before, schemas), document.apply(after, schemas))
            .served()
            .stream()
            .flatMap(operation -> operation.changes().stream())
            .toList();
    assertThat(changes).isNotEmpty();
    Set<Impact> impacts =
        changes.stream()
            .flatMap(change -> change.verdict().impacts().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(impacts.contains(Impact.CLIENTS)).as(changes.toString()).isEqualTo(breaksClients);
  }
}
