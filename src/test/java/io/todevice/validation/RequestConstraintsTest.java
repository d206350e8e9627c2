package io.todevice.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.Yaml;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a document demands of requests")
class RequestConstraintsTest {

  /** The operation, with what {@code %s} says of its body and its one parameter. */
  private static final String DOCUMENT =
      """
      openapi: 3.1.0
      info: {title: t, version: v1}
      paths:
        /things/{id}:
          put:
            operationId: putThing
            parameters:
              - {in: path, name: id, required: true, schema: {type: string}}
              %s
            requestBody:
              content: {application/json: {schema: %s}}
            responses: {'200': {description: ok}}
      components: {schemas: {Room: {type: string, pattern: '^!'}}}
      """;

  private static final String PLAIN = "{type: object}";
  private static final String NOTHING = "- {in: query, name: q, schema: {type: string}}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{type: object, properties: {a: {type: string, description: d, format: uri, minLength:"
            + " 0}}}",
        "{type: object, required: [a], properties: {a: {type: array, items: {type: string}}}}",
        "{type: object, additionalProperties: {type: object, additionalProperties: {type:"
            + " object}}}",
        "{type: object, additionalProperties: false, properties: {a: {type: boolean}}}",
        "{type: object, additionalProperties: {description: d}, properties: {a: {type: boolean}}}",
        "{type: object, properties: {a: {type: integer, minimum: -9223372036854775808}}}",
      })
  @DisplayName("is nothing where the generated types hold it")
  void nothing(String body) {
    assertThat(constraints(NOTHING, body).find("putThing")).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1} is allowed: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "PutThingRequest: {rest: json-value, has: [a]} | {'b':1} | false",
        "PutThingRequest: {rest: json-value, has: [a]} | {'b':'x'} | true",
        "PutThingRequestB: json-value                  | {'b':1} | false",
      })
  @DisplayName("is all of what hand-written code wants as JSON")
  void passedThrough(String type, String body, boolean isAllowed) {
    String schema = "{type: object, properties: {a: {type: string}, b: {type: string}}}";
    String document = DOCUMENT.formatted(NOTHING, schema) + "x-java-types: {" + type + "}\n";

    assertThat(
            constraints(document)
                .find("putThing")
                .orElseThrow()
                .findInBody(body.replace('\'', '"').getBytes(UTF_8))
                .isEmpty())
        .isEqualTo(isAllowed);
  }

  @Test
  @DisplayName("of a number of many digits is what JSON Schema says")
  void manyDigits() {
    body(
        "{type: object, properties: {a: {type: integer, multipleOf: 3}}}",
        "{'a':1" + "0".repeat(900) + "}",
        false);
  }

  @ParameterizedTest(name = "{0}: {1} is allowed: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: array, items: {$ref: '#/components/schemas/Room'}} | ['!a','!b'] | true",
        "{type: array, items: {$ref: '#/components/schemas/Room'}} | ['!a','b'] | false",
        "{type: object, properties: {a: {type: [string, 'null'], maxLength: 1}}} | {'a':null} |"
            + " true",
        "{type: object, properties: {a: {type: [string, 'null'], maxLength: 1}}} | {'a':'xy'} |"
            + " false",
        "{type: object, properties: {a: {format: mx-user-id}}} | {'a':'@u:h'} | true",
        "{type: object, properties: {a: {format: mx-user-id}}} | {'a':'u'} | false",
        "{type: object, properties: {a: {format: mx-server-name}}} | {'a':'h:80'} | true",
        "{type: object, properties: {a: {format: mx-server-name}}} | {'a':'h/'} | false",
        "{type: object, properties: {a: {format: date, minLength: 1}}} | {'a':'no date'} | true",
        "{type: object, properties: {a: {multipleOf: 0.1}}} | {'a':0.3} | true",
        "{type: object, properties: {a: {multipleOf: 3}}} | {'a':1e999999999} | false",
        "{type: object, properties: {a: {maximum: 5}}} | {'a':1e999999999} | false",
        "{type: object, properties: {a: {minimum: 0}}} | {'a':1e-999999999} | true",
        "{type: object, properties: {a: {type: integer, maximum: 5}}} | {'a':1e999999999} | false",
        "{type: object, properties: {a: {type: integer, minimum: 5}}} | {'a':1e19} | true",
        "{type: object, properties: {a: {type: integer, minimum: 5}}} | {'a':-1e19} | false",
        "{type: object, properties: {a: {type: integer, maximum: 5}}} | {'a':5.0} | true",
        "{type: object, properties: {a: {type: integer, multipleOf: 5}}} | {'a':1e20} | true",
        "{type: object, properties: {a: {type: integer, maximum: 5}}} | {'a':1e-9} | false",
        "{type: object, properties: {a: {enum: [1, 20]}}} | {'a':2e1} | true",
        "{type: object, properties: {a: {const: 1.0}}} | {'a':1} | true",
        "{type: object, properties: {a: {uniqueItems: true}}} | {'a':[1,1.0]} | false",
        "{type: object, properties: {a: {type: integer, exclusiveMaximum: 5}}} | {'a':5.0} | false",
        "{type: object, properties: {a: {type: object, additionalProperties: false}}} |"
            + " {'a':{'b':1}} | false",
        "{type: object, properties: {a: {}}, additionalProperties: {type: string}} | {'b':null} |"
            + " false",
        "{type: object, required: [a]} | {} | false",
        "{oneOf: [{required: [a]}, {required: [b]}]} | {'a':1,'b':1} | false",
      })
  @DisplayName("of a body is what JSON Schema says")
  void body(String schema, String body, boolean isAllowed) {
    OperationConstraints constraints = constraints(NOTHING, schema).find("putThing").orElseThrow();

    assertThat(constraints.findInBody(body.replace('\'', '"').getBytes(UTF_8)).isEmpty())
        .isEqualTo(isAllowed);
  }

  @ParameterizedTest(name = "{0} ?{1} is allowed: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      emptyValue = "",
      value = {
        "- {in: query, name: q, schema: {type: integer, minimum: 0}} | q=0 | true",
        "- {in: query, name: q, schema: {type: integer, minimum: 0}} | q=-1 | false",
        "- {in: query, name: q, schema: {type: integer, minimum: 0}} | q=1.5 | false",
        "- {in: query, name: q, schema: {type: integer, minimum: 0}} | q=01 | false",
        "- {in: query, name: q, schema: {type: integer, minimum: 0}} | q=9007199254740991 | true",
        "- {in: query, name: q, schema: {type: integer, minimum: 0}} | q=1e3 | true",
        "- {in: query, name: q, schema: {type: integer, minimum: 0}} | q=1.0 | true",
        "- {in: query, name: q, schema: {type: integer, maximum: 9}} | q=1e999999999 | false",
        "- {in: query, name: q, schema: {type: number, maximum: 9}} | q=1e-999999999 | true",
        "- {in: query, name: q, schema: {type: [integer, string], maxLength: 3}} | q=1.5 | true",
        "- {in: query, name: q, schema: {type: integer, minimum: 0}} | q=x | false",
        "- {in: query, name: q, schema: {type: integer, minimum: 0}} | x=1 | true",
        "- {in: query, name: q, schema: {type: integer, minimum: 0}} | q=1&q=-1 | true",
        "- {in: query, name: q, required: true, schema: {type: string}} | x=1 | -",
        "- {in: query, name: q, schema: {type: string, pattern: '^!'}} | q=%21a | true",
        "- {in: query, name: q, schema: {type: string, pattern: '^!'}} | q=a | false",
        "- {in: query, name: q, schema: {type: [integer, 'null'], maximum: 3}} | q=4 | false",
        "- {in: query, name: q, schema: {enum: [1, 2]}} | q=2 | true",
        "- {in: query, name: q, schema: {enum: [1, 2]}} | q=3 | false",
        "- {in: query, name: q, schema: {type: array, maxItems: 2, items: {type: string}}} |"
            + " q=a&q=b&q=c | false",
        "- {in: query, name: q, schema: {type: array, items: {type: integer}}} | q=1&q=x | false",
        "- {in: query, name: q, explode: false, schema: {type: array, maxItems: 2, items: {type:"
            + " string}}} | q=a,b | true",
        "- {in: query, name: q, explode: false, schema: {type: array, maxItems: 2, items: {type:"
            + " string}}} | q=a,b,c | false",
        "- {in: query, name: q, content: {application/json: {schema: {maxProperties: 0}}}} |"
            + " q=%7B%7D | true",
        "- {in: query, name: q, content: {application/json: {schema: {maxProperties: 0}}}} | q=%7B"
            + " | false",
        "- {in: header, name: X-Kind, schema: {type: string, maxLength: 1}} | x=1 | false",
        "- {in: header, name: Accept, schema: {type: string, maxLength: 1}} | x=1 | -",
      })
  @DisplayName("of a parameter is what JSON Schema says of the value that it stands for")
  void parameter(String parameter, String query, Boolean isAllowed) {
    var constraints = constraints(parameter, PLAIN).find("putThing");

    assertThat(constraints.map(found -> findInParameters(found, query)))
        .isEqualTo(java.util.Optional.ofNullable(isAllowed));
  }

  @Test
  @DisplayName("is told by the field and the reason, not by the value")
  void told() {
    OperationConstraints constraints =
        constraints(
                "- {in: query, name: q, schema: {type: string, pattern: '^!'}}",
                "{type: object, properties: {a: {items: {maxLength: 3}}}}")
            .find("putThing")
            .orElseThrow();

    assertThat(constraints.findInParameters(List.of("1"), "q=secret", name -> List.of()))
        .hasToString("Optional[query parameter q: does not match the regex pattern ^! (pattern)]");
    assertThat(constraints.findInBody("{\"a\":[\"ok\",\"secret\"]}".getBytes(UTF_8)))
        .hasToString("Optional[body /a/1: must be at most 3 characters long (maxLength)]");
  }

  @Test
  @DisplayName("is not looked for in a text that is no JSON, of which its reader tells")
  void noJson() {
    OperationConstraints constraints =
        constraints(NOTHING, "{minProperties: 1}").find("putThing").orElseThrow();

    assertThat(constraints.findInBody("{".getBytes(UTF_8))).isEmpty();
    assertThat(constraints.findInBody(new byte[0])).isEmpty();
    assertThat(constraints.findInBody("{}".getBytes(UTF_8))).isPresent();
  }

  private static boolean findInParameters(OperationConstraints constraints, String query) {
    return constraints.findInParameters(List.of("1"), query, name -> List.of("too long")).isEmpty();
  }

  private static RequestConstraints constraints(String parameter, String body) {
    return constraints(DOCUMENT.formatted(parameter, body));
  }

  private static RequestConstraints constraints(String document) {
    return new RequestConstraints(Yaml.parse(document.getBytes(UTF_8), "document"), Runnable::run);
  }
}
