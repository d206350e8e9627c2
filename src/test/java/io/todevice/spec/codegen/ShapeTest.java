package io.todevice.spec.codegen;

import static io.todevice.spec.SpecFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STRING      | type: string",
        "STRING      | {type: string, format: date-time}",
        "INTEGER     | type: integer",
        "NUMBER      | type: number",
        "BOOLEAN     | type: boolean",
        "LIST        | {type: array, items: {type: string}}",
        "LIST        | type: array",
        "LIST        | items: {type: string}",
        "JSON_OBJECT | type: object",
        "JSON_OBJECT | {type: object, properties: {}}",
        "JSON_OBJECT | {type: object, additionalProperties: true}",
        "JSON_OBJECT | {type: object, additionalProperties: false}",
        "JSON_OBJECT | {type: object, additionalProperties: {}}",
        "JSON_OBJECT | {type: object, propertyNames: {pattern: a}}",
        "JSON_VALUE  | {}",
        "JSON_VALUE  | propertyNames: {pattern: a}",
        "JSON_VALUE  | description: anything",
      })
  void oneType(Shape shape, String schema) {
    assertThat(Shape.of(yaml(schema))).isEqualTo(shape);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MAP   | {type: object, additionalProperties: {type: string}}",
        "MAP   | additionalProperties: {type: string}",
        "MAP   | {type: object, patternProperties: {'^a': {type: string}}}",
        "MAP   | {patternProperties: {'^a': {}}, additionalProperties: false}",
        "MODEL | {type: object, properties: {a: {}}}",
        "MODEL | properties: {a: {}}",
        "MODEL | {type: object, properties: {a: {}}, additionalProperties: {type: string}}",
        "MODEL | {type: object, properties: {a: {}}, patternProperties: {'^a': {}}}",
        "MODEL | {type: [object, 'null'], properties: {a: {}}}",
      })
  void objectsOfWhichTheSchemaSaysMore(Shape shape, String schema) {
    assertThat(Shape.of(yaml(schema))).isEqualTo(shape);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STRING     | type: [string]",
        "STRING     | type: [string, 'null']",
        "INTEGER    | type: ['null', integer]",
        "NUMBER     | type: [number, integer]",
        "JSON_VALUE | type: [string, integer]",
        "JSON_VALUE | type: [object, array]",
        "JSON_VALUE | {type: [object, array], items: {}}",
        "UNION      | {type: [string, object], properties: {a: {}}}",
        "UNION      | {type: [string, object, 'null'], additionalProperties: {type: string}}",
        "UNION      | {type: [string, array], items: {type: string}}",
        "JSON_VALUE | {type: [string, integer], items: {type: string}}",
        "JSON_VALUE | type: 'null'",
        "JSON_VALUE | type: ['null']",
      })
  void severalTypes(Shape shape, String schema) {
    assertThat(Shape.of(yaml(schema))).isEqualTo(shape);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STRING     | const: a",
        "INTEGER    | const: 7",
        "NUMBER     | const: 7.5",
        "BOOLEAN    | const: false",
        "JSON_VALUE | const: {a: b}",
        "JSON_VALUE | const: null",
        "STRING     | enum: [a, b]",
        "STRING     | enum: [a, null]",
        "INTEGER    | enum: [1, 2]",
        "JSON_VALUE | enum: [a, 1]",
        "JSON_VALUE | enum: [1, a]",
        "JSON_VALUE | enum: [1, 2.5]",
        "JSON_VALUE | enum: [[a]]",
        "JSON_VALUE | {type: [string, integer], enum: [a, b]}",
        "STRING     | {type: string, const: a}",
      })
  void constantsAndLists(Shape shape, String schema) {
    assertThat(Shape.of(yaml(schema))).isEqualTo(shape);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true  | type: [string, 'null']",
        "true  | type: ['null']",
        "true  | type: [string, integer, 'null']",
        "true  | enum: [a, null]",
        "true  | const: null",
        "false | type: string",
        "false | type: [string]",
        "false | {type: string, enum: [a, null]}",
        "false | const: a",
        "false | {}",
      })
  void nullIsAllowedWhereTheSchemaSaysSo(boolean nullable, String schema) {
    assertThat(Shape.isNullable(yaml(schema))).isEqualTo(nullable);
  }
}
