package io.todevice.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.cli.CommandRun;
import io.todevice.spec.ProjectSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Edits a copy of the specification in ways that hand-written code has to follow. */
@ResourceLock("target/follow")
@DisplayName("spec follow")
@Tag("proof")
class FollowIT {

  @TempDir Path directory;
  private Path spec = Path.of("");

  @BeforeEach
  void copySpecification() throws Exception {
    spec = Build.copy(ProjectSpec.DIRECTORY, directory.resolve("spec"));
  }

  @Test
  @DisplayName("says file, line and signature of what another type breaks")
  void changedType() throws Exception {
    Build.edit(spec.resolve("sync.yaml"), "type: integer", "type: string");

    CommandRun run = follow("none");

    assertThat(run.out())
        .startsWith("Following v1.8: somebody has to write something\n")
        .contains(
            "sync: query parameter timeout: ",
            "errors of the compiler",
            "  SyncApi: CompletionStage<SyncResponse> sync(Query query, Caller caller,"
                + " RequestLifetime lifetime)")
        .containsPattern(
            "  src/main/java/io/todevice/http/SyncResource.java:\\d+: .*String.*Long|"
                + "  src/main/java/io/todevice/http/SyncResource.java:\\d+: .*Long.*String");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("v1.8, compared with v1.8: Maven builds in ");
    assertThat(Path.of("target/follow/follow.md"))
        .content()
        .startsWith("# Following v1.8: somebody has to write something\n\n## What changed");
  }

  @Test
  @Tag(Build.SLOW)
  @DisplayName("says which test a new required property of a request fails, and what to call")
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

    CommandRun run = follow("RequiredPropertiesTest");

    assertThat(run.out())
        .contains(
            "sendToDevice: request body › priority",
            "1 failed",
            "requires 'priority' in SendToDeviceRequest of sendToDevice",
            "call SendToDeviceRequest.priority()");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  private CommandRun follow(String tests) {
    return CommandRun.withoutServer(
        "spec",
        "follow",
        spec.toString(),
        "--tests=" + tests,
        "--maven=" + Path.of(System.getProperty("maven.home", ""), "bin", "mvn"),
        "--maven-options=-o");
  }
}
