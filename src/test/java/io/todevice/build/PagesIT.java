package io.todevice.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.ProjectSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Follows the pages for teams step by step: runs their commands, and puts their snippets in. */
@Tag(Build.SLOW)
@ResourceLock("target/follow")
@DisplayName("The pages for teams")
class PagesIT {

  private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);

  /** What a build needs of the project. */
  private static final List<String> PROJECT =
      List.of("pom.xml", "generated-sources-config.yaml", "spec", "templates", "src/main");

  @TempDir Path directory;

  @Test
  @DisplayName("a new release came: its commands compare, build, accept and build again")
  void newRelease() throws Exception {
    Path spec = Build.copy(ProjectSpec.DIRECTORY, directory.resolve("new"));
    Build.edit(
        spec.resolve("whoami.yaml"), "Tell to whom the token belongs.", "Says whose token it is.");
    String commands =
        String.join("", blocks("new-release.md", "console"))
            .replace(
                "spec follow ", "spec follow --tests none --maven \"$MVN\" --maven-options -o ")
            .replace("target/todevice-kit.jar", System.getProperty("kit.jar", ""))
            .replace("accepted.yaml", directory.resolve("accepted.yaml").toString())
            .replace("mvn ", "\"$MVN\" -o -q -Dmaven.test.skip=true -Dbuild.dir=\"$BUILD\" ");
    Path script = Files.writeString(directory.resolve("steps.sh"), "set -ex\n" + commands);
    ProcessBuilder builder = new ProcessBuilder("bash", script.toString());
    builder.environment().put("OLD", ProjectSpec.DIRECTORY.toString());
    builder.environment().put("NEW", spec.toString());
    builder.environment().put("BUILD", directory.resolve("target").toString());
    builder
        .environment()
        .put("MVN", Path.of(System.getProperty("maven.home", ""), "bin", "mvn").toString());
    Process bash = builder.redirectErrorStream(true).start();
    String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(bash.waitFor()).describedAs(output).isZero();
    assertThat(output)
        .contains(
            "Following v1.8: nobody has to write anything",
            "getTokenOwner: 1 documentation only",
            "accepted: v1.8 in ");
    assertThat(output.substring(output.indexOf("accepted: ")))
        .containsPattern("specification v1.8: \\d+ operations assembled")
        .doesNotContain("drift: ");
    assertThat(directory.resolve("target/todevice-server.jar")).exists();
  }

  @Test
  @DisplayName("one more operation: the compiler asks for it, and the snippets serve it")
  void oneMoreOperation() throws Exception {
    Path project = directory.resolve("project");
    for (String name : PROJECT) {
      Path from = Path.of(name);
      if (Files.isDirectory(from)) {
        Build.copy(from, project.resolve(name));
      } else {
        Files.createDirectories(project);
        Files.copy(from, project.resolve(name));
      }
    }
    List<String> yaml = blocks("serve-an-operation.md", "yaml");
    List<String> java = blocks("serve-an-operation.md", "java");
    append(project.resolve("spec/served-operations.yaml"), yaml.get(0));
    Files.writeString(project.resolve("spec/third_party_lookup.yaml"), yaml.get(1));

    Build without = build(project);

    String page = Files.readString(Path.of("docs/serve-an-operation.md"));
    String message = "no_class_implements(java.lang.Class<io.todevice.api.GetProtocolsApi>)";
    assertThat(page).contains(message);
    assertThat(without.exitCode()).isNotZero();
    assertThat(without.output()).contains(message);

    Path http = project.resolve("src/main/java/io/todevice/http");
    Files.writeString(http.resolve("ProtocolsResource.java"), java.get(0));
    Path resources = project.resolve("src/main/java/io/todevice/server/Resources.java");
    String next = "            new PushRuleResource";
    Build.edit(resources, next, java.get(1) + next);

    Build with = build(project);

    assertThat(with.exitCode()).describedAs(with.output()).isZero();
    try (RunningJar server = RunningJar.start("-cp", with.classPath(), "io.todevice.Main")) {
      String path = "/_matrix/client/v3/thirdparty/protocols";
      assertThat(server.call("GET", path, "").statusCode()).isEqualTo(401);
      String user =
          server
              .call(
                  "POST",
                  "/_matrix/client/v3/register",
                  "{\"username\":\"a\",\"password\":\"p\",\"auth\":{\"type\":\"m.login.dummy\"}}")
              .body();
      String token = user.replaceAll(".*\"access_token\":\"([^\"]*)\".*", "$1");
      assertThat(server.call("GET", path, "", "Authorization", "Bearer " + token).body())
          .isEqualTo("{}");
    }
  }

  private Build build(Path project) throws IOException, InterruptedException {
    return Build.run(
        directory.resolve("target"), "compile", "-f", project.resolve("pom.xml").toString());
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, Files.readString(file) + text);
  }

  private static List<String> blocks(String page, String language) throws IOException {
    return BLOCK
        .matcher(Files.readString(Path.of("docs", page)))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map((MatchResult block) -> block.group(2))
        .toList();
  }
}
