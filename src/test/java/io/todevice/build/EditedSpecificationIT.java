package io.todevice.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Edits a copy of the specification, builds with it, and talks to the server: no line of Java
 * changes.
 */
@DisplayName("A server that was built from an edited specification")
class EditedSpecificationIT {

  private static final Path SPEC = Path.of("spec").toAbsolutePath();
  private static final String SEND = "/sendToDevice/m.test/t1";
  private static final String REGISTER =
      "{\"username\":\"alice\",\"password\":\"p\",\"device_id\":\"D\",\"auth\":{\"type\":\"m.login.dummy\"}}";

  @TempDir Path directory;

  @Test
  @DisplayName(
      "serves the base path of the file, and needs no token where the file demands none (A3)")
  void followsBasePathAndSecurity() throws Exception {
    Path spec = Build.copy(SPEC, directory.resolve("spec"));
    Build.edit(spec.resolve("to_device.yaml"), "      security:\n        - accessToken: []\n", "");
    Build.edit(
        spec.resolve("to_device.yaml"),
        "default: /_matrix/client/v3",
        "default: /_matrix/client/v9");

    try (RunningJar server = build(spec)) {
      String token = token(server);
      String message = "{\"messages\":{\"@alice:localhost\":{\"D\":{\"n\":1}}}}";

      assertThat(server.call("PUT", "/_matrix/client/v3" + SEND, message).statusCode())
          .isEqualTo(404);
      HttpResponse<String> sent = server.call("PUT", "/_matrix/client/v9" + SEND, message);
      assertThat(sent.body()).isEqualTo("{}");
      assertThat(server.call("GET", "/_matrix/client/v3/sync", "").statusCode()).isEqualTo(401);
      assertThat(
              server
                  .call("GET", "/_matrix/client/v3/sync", "", "Authorization", "Bearer " + token)
                  .body())
          .contains(
              "{\"sender\":\"@anonymous:localhost\",\"type\":\"m.test\",\"content\":{\"n\":1}}");
    }
  }

  @Test
  @DisplayName("refuses the token in the query where the scheme is bearer (A2)")
  void followsTheSecurityScheme() throws Exception {
    Path spec = Build.copy(SPEC, directory.resolve("spec"));
    Build.edit(spec.resolve("definitions/security.yaml"), "type: apiKey", "type: http");
    Build.edit(spec.resolve("definitions/security.yaml"), "in: query", "scheme: bearer");
    Build.edit(spec.resolve("definitions/security.yaml"), "  name: access_token\n", "");

    try (RunningJar server = build(spec)) {
      String token = token(server);
      String path = "/_matrix/client/v3" + SEND;
      String message = "{\"messages\":{}}";

      HttpResponse<String> inQuery = server.call("PUT", path + "?access_token=" + token, message);
      assertThat(inQuery.statusCode()).isEqualTo(401);
      assertThat(inQuery.body()).contains("M_MISSING_TOKEN");
      assertThat(server.call("PUT", path, message, "Authorization", "Bearer " + token).body())
          .isEqualTo("{}");
    }
  }

  @Test
  @DisplayName("does not come to be where the specification cannot be used: one line says why")
  void badSpecificationFailsTheBuild() throws Exception {
    Path spec = Build.copy(SPEC, directory.resolve("spec"));
    Build.edit(
        spec.resolve("to_device.yaml"),
        "$ref: definitions/security.yaml",
        "$ref: definitions/missing.yaml");

    Build build = Build.compile(spec, directory.resolve("target"));

    assertThat(build.exitCode()).isNotZero();
    assertThat(build.output().lines().filter(line -> line.contains("missing.yaml")))
        .singleElement()
        .asString()
        .contains("to_device.yaml#/components/securitySchemes", "leads to no file");
    assertThat(directory.resolve("target/spec")).doesNotExist();
    assertThat(directory.resolve("target/generated-sources/openapi")).doesNotExist();
  }

  private RunningJar build(Path spec) throws Exception {
    Build build = Build.compile(spec, directory.resolve("target"));
    assertThat(build.exitCode()).describedAs(build.output()).isZero();
    return RunningJar.start("-cp", build.classPath(), "io.todevice.Main");
  }

  private static String token(RunningJar server) throws Exception {
    String body = server.call("POST", "/_matrix/client/v3/register", REGISTER).body();
    return body.replaceAll(".*\"access_token\":\"([^\"]*)\".*", "$1");
  }
}
