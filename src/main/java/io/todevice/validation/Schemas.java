package io.todevice.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.List;
import java.util.Locale;

/** The schemas of one document, ready to be looked at values with. */
final class Schemas {

  /** Keywords that OpenAPI or Matrix has added say nothing about which values are allowed. */
  private static final Dialect DIALECT =
      Dialect.builder(Dialects.getDraft202012())
          .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
          .build();

  private final JsonNode components;

  /** Speaks English wherever it runs, as everything else here does. */
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          DIALECT,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build()));

  Schemas(JsonNode document) {
    components = document.path("components");
  }

  /**
   * A schema of the document that looks at values; a missing one allows any. Safe for use by many
   * threads.
   */
  CompiledSchema compile(JsonNode schema) {
    // References lead to the components from the root of the schema, as they do in the document.
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putArray("allOf")
        .add(schema.isMissingNode() ? JsonNodeFactory.instance.booleanNode(true) : schema);
    root.putObject("components").set("schemas", components.path("schemas"));
    return new CompiledSchema(registry.getSchema(root.toString(), InputFormat.JSON));
  }

  /** The type that a schema names, through its references; empty if it names none or several. */
  String typeOf(JsonNode schema) {
    JsonNode followed = schema;
    for (int hops = 0; followed.path("$ref").isTextual() && hops < 100; hops++) {
      String name = followed.get("$ref").textValue();
      followed = components.path("schemas").path(name.substring(name.lastIndexOf('/') + 1));
    }
    return followed.path("type").asText("");
  }

  /** A schema that looks at values. */
  record CompiledSchema(Schema schema) {

    /**
     * Where a value is not what the schema says.
     *
     * @param json the value as JSON text, which must be well-formed
     * @param part what of the message the value is
     */
    List<Violation> check(String json, String part) {
      return schema.validate(json, InputFormat.JSON).stream()
          .map(error -> violation(error, part))
          .toList();
    }

    private static Violation violation(Error error, String part) {
      String location = String.valueOf(error.getInstanceLocation());
      return new Violation((part + " " + location).strip(), error.getKeyword(), error.getMessage());
    }
  }
}
