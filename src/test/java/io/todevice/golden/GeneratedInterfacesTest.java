package io.todevice.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.http.call.Operation;
import io.todevice.spec.ProjectSpec;
import io.todevice.spec.Yaml;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The generated interfaces say of their operations what the assembled document says. */
class GeneratedInterfacesTest {

  @Test
  void idPathMethodAndSecurityOfEveryOperationAreThoseOfTheDocument() throws Exception {
    Map<String, String> documented = documented();
    Map<String, String> generated = generated();

    assertThat(generated).hasSizeGreaterThan(10).containsAllEntriesOf(documented);
    // Of the project's own operations those that this revision lacks have an interface only.
    generated.keySet().removeAll(documented.keySet());
    assertThat(ProjectSpec.served().operationIds()).containsAll(generated.keySet());
  }

  private static Map<String, String> generated() throws ClassNotFoundException {
    Map<String, String> operations = new TreeMap<>();
    for (String name : GeneratedSources.all().keySet()) {
      if (name.startsWith("io.todevice.api.") && name.endsWith("Api")) {
        for (Method method : Class.forName(name).getDeclaredMethods()) {
          Operation operation = method.getAnnotation(Operation.class);
          if (operation == null) {
            continue;
          }
          operations.put(
              operation.id(),
              httpMethod(method)
                  + " "
                  + method.getAnnotation(Path.class).value()
                  + " "
                  + List.of(operation.security()));
        }
      }
    }
    return operations;
  }

  private static Map<String, String> documented() throws IOException {
    Map<String, String> operations = new TreeMap<>();
    JsonNode document =
        Yaml.parse(
            Files.readAllBytes(ProjectSpec.buildDirectory().resolve("spec/openapi.yaml")),
            "openapi.yaml");
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation ->
                            operations.put(
                                operation.getValue().path("operationId").asText(),
                                operation.getKey().toUpperCase(Locale.ROOT)
                                    + " "
                                    + path.getKey()
                                    + " "
                                    + alternatives(operation.getValue().path("security")))));
    return operations;
  }

  private static List<String> alternatives(JsonNode security) {
    List<String> alternatives = new ArrayList<>();
    for (JsonNode alternative : security) {
      alternatives.add(String.join(" and ", (Iterable<String>) alternative::fieldNames));
    }
    return alternatives;
  }

  private static String httpMethod(Method method) {
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod httpMethod = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (httpMethod != null) {
        return httpMethod.value();
      }
    }
    return "none";
  }
}
