package io.todevice.spec.drift;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Two documents that say the same in different ways")
class NormalFormTest {

  private static final String SCHEMAS =
      "{S: {type: string}, I: {type: integer}, O: {type: object, properties: {a: {type: string}}},"
          + " L: {type: array, items: {$ref: '#/components/schemas/L'}}}";

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        // What has no effect.
        "{type: array, minItems: 0} | {type: array}",
        "{type: string, xml: {name: a}} | {type: string, xml: {name: b}}",
        "{anyOf: [{$ref: '#/components/schemas/O'}, {$ref: '#/components/schemas/O'}]} | {$ref:"
            + " '#/components/schemas/O'}",
        "{type: string, minLength: 0} | {type: string}",
        "{type: object, minProperties: 0} | {type: object}",
        "{type: object, required: [a], minProperties: 1} | {type: object, required: [a]}",
        "{type: array, uniqueItems: false} | {type: array}",
        "{type: string, oneOf: [{const: a}, {const: b}]} | {type: string, enum: [b, a]}",
        "{oneOf: [{enum: [a]}, {type: string, enum: [b]}, {type: 'null'}]} | {enum: [a, b, null]}",
        "{anyOf: [{const: a}, {enum: [a, 1]}]} | {enum: [1, a]}",
        "{oneOf: [{const: true}, {const: false}]} | {type: boolean}",
        "{type: array, maxItems: 1, uniqueItems: true} | {type: array, maxItems: 1}",
        "{type: integer, multipleOf: 1} | {type: integer}",
        "{type: integer, multipleOf: 0.5} | {type: integer}",
        "{type: integer, multipleOf: 1.5} | {type: integer, multipleOf: 3}",
        "{type: string, not: false} | {type: string}",
        "{type: string, not: {not: {}}} | {type: string}",
        "{type: array, items: true} | {type: array}",
        "{type: array, items: {}} | {type: array}",
        "{type: array, prefixItems: []} | {type: array}",
        "{type: array, contains: {}, minContains: 0} | {type: array}",
        "{type: array, maxContains: 3} | {type: array}",
        "{type: array, contains: {}, minContains: 1} | {type: array, contains: {}}",
        "{type: object, additionalProperties: true} | {type: object}",
        "{type: object, unevaluatedProperties: true} | {type: object}",
        "{type: object, unevaluatedProperties: false} | {type: object, additionalProperties:"
            + " false}",
        "{type: array, unevaluatedItems: {type: string}} | {type: array, items: {type: string}}",
        "{type: object, propertyNames: {}} | {type: object}",
        "{type: object, propertyNames: {type: string}} | {type: object}",
        "{type: object, required: []} | {type: object}",
        "{type: object, properties: {}} | {type: object}",
        "{type: object, dependentRequired: {}} | {type: object}",
        "{type: object, dependentRequired: {a: []}} | {type: object}",
        "{type: object, required: [b], dependentRequired: {a: [b]}} | {type: object, required:"
            + " [b]}",
        "{type: string, if: {minLength: 1}} | {type: string}",
        "{type: string, then: {minLength: 1}} | {type: string}",
        "{type: string, if: {minLength: 1}, then: true} | {type: string}",
        "{type: string, pattern: ''} | {type: string}",
        "{type: string, pattern: '.*'} | {type: string}",
        "{type: string, readOnly: false} | {type: string}",
        "{type: string, minimum: 3, items: {type: string}} | {type: string}",
        "{type: string, allOf: []} | {type: string}",
        "{type: string, allOf: [{}]} | {type: string}",
        "{type: string, $comment: a} | {type: string, $comment: b}",
        "{type: boolean, enum: [true, false]} | {type: boolean}",
        "{const: null} | {type: 'null'}",
        "{type: string, enum: [a, 1]} | {type: string, enum: [a]}",
        "{anyOf: [{type: string}, {}]} | {}",
        "{type: object, anyOf: [{required: [a]}, true]} | {type: object}",
        // Numbers by value.
        "{type: number, enum: [1, 2]} | {type: number, enum: [1.0, 2.0]}",
        "{type: number, minimum: 1} | {type: number, minimum: 1.00}",
        "{type: string, maxLength: 10} | {type: string, maxLength: 1.0e+1}",
        "{type: number, default: 1} | {type: number, default: 1.0}",
        "{const: {a: 1}} | {const: {a: 1.0}}",
        // Bounds.
        "{type: integer, maximum: 9} | {type: integer, exclusiveMaximum: 10}",
        "{type: integer, minimum: 1} | {type: integer, exclusiveMinimum: 0}",
        "{type: integer, minimum: 0.5} | {type: integer, minimum: 1}",
        "{type: integer, exclusiveMaximum: 9.5} | {type: integer, maximum: 9}",
        "{type: number, minimum: 1, exclusiveMinimum: 0} | {type: number, minimum: 1}",
        "{type: number, minimum: 1, exclusiveMinimum: 1} | {type: number, exclusiveMinimum: 1}",
        // Sets.
        "{type: [string, integer]} | {type: [integer, string]}",
        "{type: [integer, number]} | {type: number}",
        "{enum: [a, b]} | {enum: [b, a]}",
        "{enum: [a, a]} | {enum: [a]}",
        "{const: a} | {enum: [a]}",
        "{type: object, required: [a, b]} | {type: object, required: [b, a]}",
        "{type: object, dependentRequired: {a: [b, c]}} | {type: object, dependentRequired: {a: [c,"
            + " b]}}",
        "{oneOf: [{type: string}, {type: integer}]} | {oneOf: [{type: integer}, {type: string}]}",
        "{type: object, anyOf: [{required: [a]}, {required: [b]}]} | {type: object, anyOf:"
            + " [{required: [b]}, {required: [a]}]}",
        "{allOf: [{type: string, pattern: a}, {pattern: b}]} | {allOf: [{pattern: b}, {type:"
            + " string, pattern: a}]}",
        "{allOf: [{not: {const: a}}, {not: {const: b}}]} | {allOf: [{not: {const: b}}, {not:"
            + " {const: a}}]}",
        "{allOf: [{anyOf: [{required: [a]}, {required: [b]}]}, {anyOf: [{required: [c]}, {required:"
            + " [d]}]}]} | {allOf: [{anyOf: [{required: [d]}, {required: [c]}]}, {anyOf:"
            + " [{required: [a]}, {required: [b]}]}]}",
        // One form.
        "{oneOf: [{type: string}]} | {type: string}",
        "{anyOf: [{type: string}]} | {type: string}",
        "{allOf: [{type: string}]} | {type: string}",
        "{allOf: [{type: string}, {maxLength: 3}]} | {type: string, maxLength: 3}",
        "{allOf: [{maxLength: 5}, {type: string, maxLength: 3}]} | {type: string, maxLength: 3}",
        "{oneOf: [{oneOf: [{type: string}, {type: integer}]}, {type: boolean}]} | {oneOf: [{type:"
            + " string}, {type: integer}, {type: boolean}]}",
        "{anyOf: [{anyOf: [{type: string}, {type: integer}]}, {type: boolean}]} | {anyOf: [{type:"
            + " string}, {type: integer}, {type: boolean}]}",
        "{type: string, oneOf: [{maxLength: 3}]} | {type: string, maxLength: 3}",
        "{oneOf: [{type: string}, {type: 'null'}]} | {type: [string, 'null']}",
        "{anyOf: [{$ref: '#/components/schemas/O'}, {type: 'null'}]} | {type: [object, 'null'],"
            + " properties: {a: {type: string}}}",
        "{oneOf: [{type: string}, {type: integer}]} | {type: [string, integer]}",
        "{oneOf: [{type: string}, false, {type: integer}]} | {oneOf: [{type: string}, {type:"
            + " integer}]}",
        "{$ref: '#/components/schemas/S'} | {type: string}",
        "{allOf: [{$ref: '#/components/schemas/I'}, {minimum: 3}]} | {$ref:"
            + " '#/components/schemas/I', minimum: 3}",
        "{$ref: '#/components/schemas/L'} | {type: array, items: {$ref: '#/components/schemas/L'}}",
        "{not: {}} | false",
        "{properties: {a: false}} | {properties: {a: {not: {}}}}",
        "{type: object, properties: {a: {const: 1}}} | {type: object, properties: {a: {enum:"
            + " [1.0]}}}",
      })
  @DisplayName("have no change between them, in whichever order and direction")
  void equal(String pair) {
    String[] both = pair.split(" \\| ");
    assertEqual(both[0], both[1]);
    assertEqual(both[1], both[0]);
  }

  private static void assertEqual(String before, String after) {
    assertThat(
            SmallSpec.changes(
                SmallSpec.request(before, SCHEMAS), SmallSpec.request(after, SCHEMAS)))
        .isEmpty();
    assertThat(
            SmallSpec.changes(
                SmallSpec.response(before, SCHEMAS), SmallSpec.response(after, SCHEMAS)))
        .isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "tags: [a, b] | tags: [a, b]",
        "security: [{q: []}, {h: []}] | security: [{h: []}, {q: []}]",
        "security: [{q: []}] | security: [{other: []}]",
        "responses: {200: {headers: {X-A: {schema: {type: string}}}}} | responses: {200: {headers:"
            + " {x-a: {schema: {type: string}}}}}",
        "responses: {200: {}} | responses: {200: {headers: {Content-Type: {schema: {type:"
            + " string}}}}}",
        "responses: {200: {content: {application/json: {}}}} | responses: {200: {content:"
            + " {Application/JSON; charset=utf-8: {}}}}",
        "responses: {4XX: {}} | responses: {4xx: {}}",
        "parameters: [] | parameters: [{name: Accept, in: header, required: true}]",
        "parameters: [] | parameters: [{name: content-type, in: header}]",
        "parameters: [] | parameters: [{name: Authorization, in: header}]",
        "parameters: [{name: X-A, in: header}] | parameters: [{name: x-a, in: header}]",
        "parameters: [{name: a, in: query}, {name: b, in: query}] | parameters: [{name: b, in:"
            + " query}, {name: a, in: query}]",
        "parameters: [{name: a, in: query, style: form}] | parameters: [{name: a, in: query}]",
        "parameters: [{name: a, in: query, schema: {type: string}}] | parameters: [{name: a, in:"
            + " query, explode: false, schema: {type: string}}]",
        "parameters: [{name: a, in: query, explode: true}] | parameters: [{name: a, in: query}]",
        "requestBody: {content: {multipart/form-data: {encoding: {a: {}}}}} | requestBody:"
            + " {content: {multipart/form-data: {}}}",
        "requestBody: {content: {text/plain: {encoding: {a: {contentType: a/b}}}}} | requestBody:"
            + " {content: {text/plain: {}}}",
      })
  @DisplayName("have no change between them, in an operation's frame")
  void equalFrames(String pair) {
    String[] both = pair.split(" \\| ");
    assertThat(SmallSpec.changes(both[0], both[1])).isEmpty();
    assertThat(SmallSpec.changes(both[1], both[0])).isEmpty();
  }
}
