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
import io.todevice.spec.model.SchemaGraph;
import io.todevice.spec.pattern.EcmaPattern;
import io.todevice.spec.pattern.PatternLimitException;
import java.util.List;
import java.util.Locale;

/** The schemas of one document, ready to be looked at values with. */
final class Schemas {

  /**
   * Keywords that OpenAPI or Matrix has added say nothing about which values are allowed. Of the
   * formats, those of Matrix do; all others are annotations, as JSON Schema has them by default.
   */
  private static final Dialect DIALECT =
      Dialect.builder(Dialects.getDraft202012())
          .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
          .formats(
              formats -> {
                formats.clear();
                MatrixFormat.all().forEach(format -> formats.put(format.getName(), format));
              })
          .build();

  /** Speaks English wherever it runs, as everything else here does. */
  private static final SchemaRegistryConfig CONFIG =
      SchemaRegistryConfig.builder()
          .locale(Locale.ENGLISH)
          .formatAssertionsEnabled(true)
          .losslessNarrowing(true)
          .regularExpressionFactory(pattern -> EcmaPattern.compile(pattern)::matches)
          .build();

  private final JsonNode components;
  private final SchemaGraph graph;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(DIALECT, builder -> builder.schemaRegistryConfig(CONFIG));

  Schemas(JsonNode document) {
    components = document.path("components");
    graph = new SchemaGraph(document);
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

  /** The schemas as they stand in the document. */
  SchemaGraph graph() {
    return graph;
  }

  /** A schema that looks at values. */
  record CompiledSchema(Schema schema) {

    /**
     * Where a value is not what the schema says.
     *
     * @param part what of the message the value is
     */
    List<Violation> check(JsonNode value, String part) {
      return check(value, part, false);
    }

    /** The same, at most one of several. */
    List<Violation> checkFirst(JsonNode value, String part) {
      return check(value, part, true);
    }

    private List<Violation> check(JsonNode value, String part, boolean isFirstEnough) {
      try {
        return schema
            .validate(
                value, context -> context.executionConfig(config -> config.failFast(isFirstEnough)))
            .stream()
            .map(error -> violation(error, part))
            .toList();
      } catch (PatternLimitException e) {
        return List.of(new Violation(part, "pattern", "a pattern takes too many steps to check"));
      }
    }

    private static Violation violation(Error error, String part) {
      String location = String.valueOf(error.getInstanceLocation());
      return new Violation((part + " " + location).strip(), error.getKeyword(), error.getMessage());
    }
  }
}
