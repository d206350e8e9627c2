package io.todevice.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import io.todevice.spec.model.ServedOperation;
import io.todevice.spec.model.SpecificationDocument;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the project's own files become. */
class AssembledDocumentTest {

  private static final String SCHEMAS = "#/components/schemas/";

  private final JsonNode document = ProjectSpec.assemble(ProjectSpec.DIRECTORY);

  @Test
  void itIsOneValidOpenApiDocument() {
    SwaggerParseResult result = parse(document);

    assertThat(result.getMessages()).isEmpty();
    assertThat(result.isOpenapi31()).isTrue();
    assertThat(result.getOpenAPI().getPaths()).hasSize(document.path("paths").size());
  }

  @Test
  void theValidatorWouldFindAFault() {
    JsonNode broken = document.deepCopy();
    broken.path("paths").path("/_matrix/client/versions").withObject("/get").put("responses", "x");

    assertThat(parse(broken).getMessages()).isNotEmpty();
  }

  @Test
  void itServesTheListedOperationsAndNoOther() {
    assertThat(SpecificationDocument.of(document).operations())
        .extracting(ServedOperation::operationId)
        .containsExactlyInAnyOrderElementsOf(ProjectSpec.served().operationIds());
  }

  @Test
  void everyReferenceLeadsToOneOfItsOwnSchemas() {
    assertThat(references()).isNotEmpty().allMatch(reference -> reference.startsWith(SCHEMAS));
    assertThat(references()).allMatch(reference -> document.at(reference.substring(1)).isObject());
  }

  @Test
  void everySchemaIsReferredTo() {
    Set<String> referred = new TreeSet<>();
    references().forEach(reference -> referred.add(reference.substring(SCHEMAS.length())));

    assertThat(referred)
        .containsExactlyElementsOf(SpecFiles.keys(document.at("/components/schemas")));
  }

  @Test
  void everySecuritySchemeIsDemandedSomewhere() {
    Set<String> demanded = new TreeSet<>();
    for (JsonNode security : document.findValues("security")) {
      security.forEach(alternative -> demanded.addAll(SpecFiles.keys(alternative)));
    }

    assertThat(demanded)
        .containsExactlyElementsOf(SpecFiles.keys(document.at("/components/securitySchemes")));
  }

  @Test
  void itSaysWhichReleaseItIs() {
    assertThat(document.at("/info/version").asText()).isEqualTo("v1.8");
    assertThat(SpecificationDocument.of(document).versions())
        .containsExactly("r0.6.1", "v1.1", "v1.2", "v1.3", "v1.4", "v1.5", "v1.6", "v1.7", "v1.8");
  }

  private Iterable<String> references() {
    return document.findValuesAsText("$ref");
  }

  private static SwaggerParseResult parse(JsonNode document) {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    return new OpenAPIV3Parser()
        .readContents(new String(Yaml.write(document), StandardCharsets.UTF_8), null, options);
  }
}
