package io.todevice.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.ProjectSpec;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Edits a copy of the specification, builds with it, and talks to the server: no line of Java
 * changes.
 */
@DisplayName("A server that was built from an edited specification")
@Tag("proof")
class EditedSpecificationIT {

  private static final String SEND = "/sendToDevice/m.test/t1";
  private static final String REGISTER =
      "{\"username\":\"alice\",\"password\":\"p\",\"device_id\":\"D\",\"auth\":{\"type\":\"m.login.dummy\"}}";

  @TempDir Path directory;

  @Test
  @DisplayName(
      "serves the base path of the file, needs no token where the file demands none (A3), takes it"
          + " in the header only where that is the one scheme (A2), null where it is allowed (S5),"
          + " and optional parameters where there were none")
  void followsBasePathAndSecurity() throws Exception {
    Path spec = Build.copy(ProjectSpec.DIRECTORY, directory.resolve("spec"));
    Path send = spec.resolve("to_device.yaml");
    Build.edit(send, "      security:\n        - accessToken: []\n", "");
    Build.edit(send, "default: /_matrix/client/v3", "default: /_matrix/client/v9");
    Build.edit(
        send,
        "              properties:\n                messages:\n",
        "              properties:\n"
            + "                note: {type: [string, 'null']}\n"
            + "                any: {}\n"
            + "                marks: {type: [array, 'null'], items: {type: [string, 'null']}}\n"
            + "                messages:\n");
    Build.edit(
        send,
        "          required: true\n          example: \"35\"\n          schema:\n            type: string\n",
        "          required: true\n          schema:\n            type: string\n"
            + "        - {name: delay, in: query, schema: {type: integer}}\n"
            + "        - {name: X-Trace, in: header, schema: {type: string}}\n");
    Path scheme = spec.resolve("definitions/security.yaml");
    Build.edit(scheme, "type: apiKey", "type: http");
    Build.edit(scheme, "in: query", "scheme: bearer");
    Build.edit(scheme, "  name: access_token\n", "");

    try (RunningJar server = build(spec)) {
      String token = token(server);
      String message =
          "{\"note\":null,\"any\":null,\"marks\":[null],"
              + "\"messages\":{\"@alice:localhost\":{\"D\":{\"n\":1}}}}";
      String sync = "/_matrix/client/v3/sync";

      assertThat(server.call("PUT", "/_matrix/client/v3" + SEND, message).statusCode())
          .isEqualTo(404);
      HttpResponse<String> sent = server.call("PUT", "/_matrix/client/v9" + SEND, message);
      assertThat(sent.body()).isEqualTo("{}");
      assertThat(server.call("PUT", "/_matrix/client/v9" + SEND + "?delay=x", message).body())
          .contains("M_INVALID_PARAM");
      HttpResponse<String> inQuery = server.call("GET", sync + "?access_token=" + token, "");
      assertThat(inQuery.statusCode()).isEqualTo(401);
      assertThat(inQuery.body()).contains("M_MISSING_TOKEN");
      assertThat(server.call("GET", sync, "", "Authorization", "Bearer " + token).body())
          .contains(
              "{\"sender\":\"@anonymous:localhost\",\"type\":\"m.test\",\"content\":{\"n\":1}}");
    }
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
