package io.todevice.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.http.call.Caller;
import io.todevice.http.json.JsonMappers;
import io.todevice.spec.Yaml;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.validation.AnswerSchema;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Capabilities")
class CapabilitiesTest {

  private static final JsonMapper MAPPER = JsonMappers.create();

  private static final String DOCUMENT =
      """
      paths:
        /capabilities:
          get:
            operationId: getCapabilities
            responses:
              '200':
                content:
                  application/json:
                    schema: {properties: {capabilities: %s}}
      """;

  @Test
  @DisplayName("of which absence says that they are offered are answered with enabled: false")
  void notOffered() throws Exception {
    JsonNode capabilities = answer(SpecificationDocument.getTree(), true);

    for (String name : List.of("m.change_password", "m.3pid_changes")) {
      assertThat(capabilities.path(name).toString()).as(name).isEqualTo("{\"enabled\":false}");
    }
  }

  @Test
  @DisplayName("K12: of profiles are what the served operations can do")
  void profiles() throws Exception {
    JsonNode document = document("{type: object}");

    assertThat(answer(document, true).at("/m.set_displayname/enabled").asBoolean()).isTrue();
    assertThat(answer(document, true).path("m.profile_fields").toString())
        .isEqualTo("{\"enabled\":true}");
    assertThat(answer(document, false).path("m.profile_fields").toString())
        .isEqualTo("{\"enabled\":true,\"allowed\":[\"displayname\",\"avatar_url\"]}");
  }

  @Test
  @DisplayName("that the document forbids or has otherwise are not answered")
  void forbidden() throws Exception {
    JsonNode capabilities =
        answer(
            document(
                "{required: [m.change_password], properties: {m.change_password: {type: object},"
                    + " m.profile_fields: {required: [allowed]}, m.3pid_changes: {}},"
                    + " additionalProperties: false}"),
            true);

    assertThat(capabilities.fieldNames())
        .toIterable()
        .containsExactly("m.change_password", "m.3pid_changes");
  }

  private static JsonNode document(String capabilities) {
    return Yaml.parse(DOCUMENT.formatted(capabilities).getBytes(UTF_8), "document");
  }

  private static JsonNode answer(JsonNode document, boolean hasProfileFields) throws Exception {
    ServerResource resource =
        new ServerResource(
            List.of("v1.1"),
            CompletableFuture.completedStage(new AnswerSchema(document, "getCapabilities")),
            hasProfileFields,
            Optional.empty());
    byte[] answer =
        MAPPER.writeValueAsBytes(
            resource.getCapabilities(Caller.ANONYMOUS).toCompletableFuture().get());
    return MAPPER.readTree(answer).path("capabilities");
  }
}
