package io.todevice.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits a copy of the specification in ways that hand-written code has to follow. */
@DisplayName("A revision of the specification that breaks the code")
class StrictnessIT {

  @TempDir Path directory;
  private Path spec;

  @BeforeEach
  void copySpecification() throws Exception {
    spec = Build.copy(Path.of("spec").toAbsolutePath(), directory.resolve("spec"));
  }

  @Test
  @DisplayName("by a required property of a request fails a test that says what to read")
  void requiredRequestProperty() throws Exception {
    Build.edit(
        spec.resolve("to_device.yaml"),
        "              properties:\n                messages:\n",
        "              properties:\n"
            + "                priority: {type: integer}\n"
            + "                messages:\n");
    Build.edit(
        spec.resolve("to_device.yaml"),
        "              required:\n",
        "              required:\n                - priority\n");

    Build build = Build.test(spec, directory.resolve("target"), "RequiredPropertiesTest");

    assertThat(build.exitCode()).isNotZero();
    assertThat(build.output())
        .contains(
            "[WARNING] drift: sendToDevice: request body › priority",
            "requires 'priority' in SendToDeviceRequest of sendToDevice",
            "call SendToDeviceRequest.priority()");
  }

  @Test
  @DisplayName("by a required property of an answer fails compilation, which names the property")
  void requiredResponseProperty() throws Exception {
    Build.edit(
        spec.resolve("sync.yaml"),
        "                  - next_batch\n",
        "                  - next_batch\n                  - server_time\n");
    Build.edit(
        spec.resolve("sync.yaml"),
        "                properties:\n                  next_batch:\n",
        "                properties:\n"
            + "                  server_time: {type: integer}\n"
            + "                  next_batch:\n");

    Build build = Build.compile(spec, directory.resolve("target"));

    assertThat(build.exitCode()).isNotZero();
    assertThat(build.output().lines())
        .anyMatch(
            line -> line.contains("SyncResource.java") && line.contains("Missing_serverTime"));
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
        .contains("Implementations is not abstract", "implementationOfGetReceivedApi()");
  }

  @Test
  @DisplayName("by an operation less fails while assembling, and says what to do")
  void removedOperation() throws Exception {
    Build.edit(spec.resolve("to_device.yaml"), "operationId: sendToDevice", "operationId: sent");

    Build build = Build.compile(spec, directory.resolve("target"));

    assertThat(build.exitCode()).isNotZero();
    assertThat(build.output())
        .contains(
            "in no file of the specification: sendToDevice (where it was removed, take it off this "
                + "list, and remove what implements it)");
  }

  @Test
  @DisplayName("by another type fails compilation, after a line that says what has changed")
  void changedType() throws Exception {
    Build.edit(spec.resolve("sync.yaml"), "type: integer", "type: string");

    Build build = Build.compile(spec, directory.resolve("target"));

    assertThat(build.exitCode()).isNotZero();
    assertThat(build.output().lines())
        .anyMatch(line -> line.contains("[WARNING] drift: sync: query parameter timeout: "))
        .anyMatch(line -> line.contains("SyncResource.java") && line.contains("Long"));
  }
}
