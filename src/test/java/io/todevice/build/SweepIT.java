package io.todevice.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.http.json.JsonWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag(Build.SLOW)
@DisplayName("A sweep over a directory")
class SweepIT {

  private static final Path FILES = Path.of("src/test/resources/sweep/data/api/small");

  @TempDir static Path directory;
  private static Build build = new Build(Path.of(""), 0, "");

  @BeforeAll
  static void sweep() throws Exception {
    build = Build.sweep(FILES.toAbsolutePath(), directory.resolve("target"));
  }

  @Test
  @DisplayName("goes through all files, tells why some fail, and fails itself")
  void tellsWhatFails() {
    assertThat(build.exitCode()).isNotZero();
    assertThat(build.output())
        .containsPattern("good.yaml +5 +11 +0 +0 +0  passes")
        .containsPattern("clash.yaml +2 +0 +0 +0 +0  fails")
        .containsPattern("reference.yaml +0 +0 +0 +0 +0  fails")
        .contains(
            "  error: clash.yaml#/paths/~1other/get: the operations 'getClash'"
                + " (clash.yaml#/paths/~1clash/get) and 'get_clash' (clash.yaml#/paths/~1other/get)"
                + " would have one Java name, GetClash",
            "  error: reference.yaml#/paths/~1reference/get/responses: the reference"
                + " '../shared/missing.yaml' leads to no file",
            "4 of 6 files pass: 14 operations,");
  }

  @Test
  @DisplayName("writes the same findings for programs and for people")
  void writesReports() throws Exception {
    JsonNode report = new JsonMapper().readTree(output("report.json").toFile());

    assertThat(report.path("passes").asBoolean()).isFalse();
    assertThat(report.path("files").findValuesAsText("file"))
        .containsExactly(
            "clash.yaml", "good.yaml", "names.yaml", "nested.yaml", "odd.yaml", "reference.yaml");
    assertThat(report.at("/files/1/passes").asBoolean()).isTrue();
    assertThat(report.at("/files/0/errors")).isNotEmpty();
    assertThat(Files.readString(output("report.md")))
        .contains(report.path("summary").asText(), "| `good.yaml` | 5 |");
  }

  @Test
  @DisplayName("gives every operation its security, media types, headers and cookies")
  void generatesInterfaces() throws Exception {
    assertThat(source("api/PutThingApi"))
        .contains(
            "security = { \"token\", \"token and key\", \"\" }",
            "@Deprecated",
            "@Path(\"/base/things/{thing}\")",
            "call.headers().findString(\"X-Trace\")",
            "call.cookies().findString(\"session\")");
    assertThat(source("api/UploadApi"))
        .contains(
            "@Consumes({ \"application/octet-stream\" })",
            "CompletionStage<Void> upload(",
            "@Nullable byte[] body");
    assertThat(source("api/DownloadApi"))
        .contains(
            "@Produces({ \"image/png\", \"image/gif\" })", "CompletionStage<byte[]> download(");
    assertThat(source("api/GetPageApi"))
        .contains("@Produces({ \"text/html\" })", "CompletionStage<String> getPage(");
    assertThat(source("api/GetRedirectApi")).contains("CompletionStage<Void> getRedirect(");
  }

  @Test
  @DisplayName("makes code that compiles, whatever names and texts a specification uses")
  void copesWithOddNames() throws Exception {
    assertThat(build.output())
        .containsPattern("odd.yaml .*  passes")
        .containsPattern("names.yaml .*  passes");
    assertThat(source("odd", "model/OddOperationRequest"))
        .contains(
            "@JsonProperty(\"m.heroes\")", "@JsonProperty(\"+1\")", "@JsonProperty(\"it's\")");
    assertThat(source("odd", "api/OddOperationApi"))
        .contains(
            "@Operation(id = \"odd_operation\", security = { \"a.b-c\", \"\" })",
            "\"a\\\"b\", \"c\\\\d\", \"e&f\", \"it's\"");
  }

  @Test
  @DisplayName("takes no more memory for deep nesting than its depth asks for")
  void copesWithNesting() {
    assertThat(build.output()).containsPattern("nested.yaml .*  passes");
  }

  @Test
  @DisplayName("gives a value of several kinds a type that reads and writes each of them")
  void unionsReadAndWrite() throws Exception {
    URL[] classes = {output("good/classes").toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
      Class<?> request = loader.loadClass("sweep.good.model.PutThingRequest");
      JsonMapper mapper = new JsonMapper();
      JsonWriter writer = new JsonWriter(mapper);
      for (String key :
          List.of(
              "\"text\"",
              "{\"value\":\"v\",\"next\":{\"value\":\"w\"}}",
              "[{\"value\":\"v\"}]",
              "7",
              "700000000000",
              "\"text\",\"amount\":7.5",
              "\"text\",\"amount\":true",
              "\"text\",\"amount\":{\"a\":\"b\"}")) {
        String json = "{\"key\":" + key + "}";
        Object value = mapper.readValue(json, request);

        assertThat(writer.write(value)).asString(UTF_8).isEqualTo(json);
      }
      Class<?> union = loader.loadClass("sweep.good.model.PutThingRequestKey");
      assertThat(union.isSealed()).isTrue();
      assertThat(union.getPermittedSubclasses())
          .extracting(Class::getSimpleName)
          .containsExactlyInAnyOrder("Text", "Members", "Elements", "Whole");
      Object secret = mapper.readValue("\"secret\"", union);
      assertThat(secret).hasToString("PutThingRequestKey[…]");
    }
  }

  private static Path output(String name) {
    return build.directory().resolve("sweep").resolve(name);
  }

  private static String source(String name) throws Exception {
    return source("good", name);
  }

  private static String source(String file, String name) throws Exception {
    return Files.readString(output(file + "/java/sweep/" + file + "/" + name + ".java"));
  }
}
