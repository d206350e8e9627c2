package io.todevice.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits a copy of the specification in ways that hand-written code has to follow. */
@Tag(Build.SLOW)
@DisplayName("A revision of the specification that breaks the code")
class StrictnessIT {

  @TempDir Path directory;
  private Path spec;

  @BeforeEach
  void copySpecification() throws Exception {
    spec = Build.copy(Path.of("spec").toAbsolutePath(), directory.resolve("spec"));
  }

  @Test
  @DisplayName(
      "by required properties of an answer fails compilation, which names them, also one that may be null")
  void requiredResponseProperty() throws Exception {
    Build.edit(
        spec.resolve("sync.yaml"),
        "                  - next_batch\n",
        "                  - next_batch\n                  - server_time\n                  - server_zone\n");
    Build.edit(
        spec.resolve("sync.yaml"),
        "                properties:\n                  next_batch:\n",
        "                properties:\n"
            + "                  server_time: {type: integer}\n"
            + "                  server_zone: {type: [string, 'null']}\n"
            + "                  next_batch:\n");

    Build build = Build.compile(spec, directory.resolve("target"));

    assertThat(build.exitCode()).isNotZero();
    assertThat(build.output().lines())
        .anyMatch(
            line ->
                line.contains("SyncResource.java")
                    && line.contains("Missing_serverTime")
                    && line.contains("Missing_serverZone"));
    assertThat(
            directory.resolve(
                "target/generated-sources/openapi/io/todevice/model/SyncResponse.java"))
        .content()
        .contains("json.memberOrNull(Name_serverZone, ", "json.member(Name_serverTime, ");
  }

  @Test
  @DisplayName("by an operation more to serve fails compilation, which names its interface")
  void servedOperation() throws Exception {
    Build.edit(
        spec.resolve("to_device.yaml"),
        "paths:\n",
        """
        paths:
          "/received/{txnId}":
            get:
              operationId: getReceived
              parameters: [{in: path, name: txnId, required: true, schema: {type: string}}]
              responses: {"200": {description: ok}}
        """);
    Path served = Files.copy(Path.of("spec/served-operations.yaml"), directory.resolve("served"));
    Build.edit(served, "  - sendToDevice\n", "  - sendToDevice\n  - getReceived\n");

    Build build = Build.compile(spec, directory.resolve("target"), "-Dspec.served=" + served);

    assertThat(build.exitCode()).isNotZero();
    assertThat(build.output())
        .contains("Implementations.java", "no_class_implements", "GetReceivedApi");
  }
}
