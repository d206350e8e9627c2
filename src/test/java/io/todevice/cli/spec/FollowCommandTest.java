package io.todevice.cli.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a small checkout, and a Maven that leaves behind what a real one would. */
@DisplayName("spec follow")
class FollowCommandTest {

  @TempDir Path project;
  @TempDir Path files;

  @BeforeEach
  void checkout() throws IOException {
    write("pom.xml", "<project/>");
    write("templates/api.mustache", "");
    write("spec/served-operations.yaml", "operations: [a]");
    write("spec/overlay.yaml", "{overlay: 1.0.0, actions: []}");
    write("src/main/resources/io/todevice/spec/trace/clauses.yaml", "clauses: []");
    write("src/main/java/p/A.java", "package p; class A implements AApi {}");
    write("accepted.yaml", document("string").replace("paths:", "info: {version: v1.1}\npaths:"));
    Files.writeString(files.resolve("a.yaml"), document("integer"));
  }

  @Test
  @DisplayName("ends with 0 where the build and the tests pass, and says what there is to review")
  void followed() throws IOException {
    CommandRun run =
        follow(
            "mkdir -p target/follow/surefire-reports target/follow/classes\n"
                + "touch target/follow/classes/A.class\n"
                + "echo '<testsuite><testcase classname=\"p.T\" name=\"t\"/>"
                + "<testcase classname=\"p.T\" name=\"u\"><skipped/></testcase></testsuite>'"
                + " > target/follow/surefire-reports/TEST-p.T.xml\n"
                + "echo '{\"counts\": {\"passed\": 8, \"failed\": 1, \"skipped\": 2}, \"cases\": ["
                + "{\"id\": \"S2.a\", \"title\": \"one\", \"outcome\": \"passed\"},"
                + "{\"id\": \"S2.b\", \"title\": \"two\", \"outcome\": \"failed\", \"failure\":"
                + " {\"expected\": \"200\", \"actual\": \"it was 500\"}}]}' >"
                + " target/follow/conformance.json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("Following v1.1: nobody has to write anything\n\nWhat changed since v1.1:\n")
        .contains(
            "  a: query parameter n: ",
            "see p.A",
            "  1 classes and 0 classes of tests, without an error\n",
            "cases of the clauses\n",
            "  against the server that was built: 8 passed, 1 failed, 2 skipped\n"
                + "  S2.b (two): expected 200, but it was 500\n\n",
            "  1 tests of 1 classes: 0 failed, 1 skipped\n",
            "What a person has to write:\n  nothing\n\nWhat a person has to review:\n  a: p.A\n");
    assertThat(project.resolve("target/follow/follow.md"))
        .content()
        .startsWith("# Following v1.1: nobody has to write anything\n");
  }

  @Test
  @DisplayName("shows what is to be reviewed, which no compiler or test can find")
  void toReview() throws IOException {
    Files.writeString(
        files.resolve("a.yaml"),
        document("string")
            .replace("operationId: a", "operationId: a, x-changedInMatrixVersion: {'1.2': Quick}"));

    CommandRun run = follow("exit 0");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "  served operations: 1 to be reviewed\n"
                + "  a: operation: change note added: 1.2: Quick (to be reviewed) - the"
                + " specification says in words that the behaviour has changed; see p.A\n\n",
            "What a person has to review:\n  a: p.A\n",
            "What nobody has to write:\n  nothing\n");
  }

  @Test
  @DisplayName(
      "says of an optional operation that is gone that clients have to follow, and no code")
  void optionalGone() throws IOException {
    write("spec/served-operations.yaml", "{operations: [a], optional: [b]}");
    write("src/main/java/p/B.java", "package p; class B implements BApi {}");
    write(
        "accepted.yaml",
        document("integer").replace("paths: {", "paths: {/b: {get: {operationId: b}}, "));

    CommandRun run = follow("exit 0");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "  served operations: 1 breaks clients\n"
                + "  b: operation: operation removed (breaks clients) - calls lead nowhere; the"
                + " interface stays, as it is generated from spec/; see p.B\n\n",
            "What a person has to write:\n  nothing\n",
            "What a person has to review:\n  nothing\n");
  }

  @Test
  @DisplayName("hands the name of the revision, the reach and the choice of tests to the build")
  void handedOn(@TempDir Path elsewhere) throws IOException {
    Files.writeString(elsewhere.resolve("b.yaml"), "{operationId: a, responses: {}}");
    Files.writeString(
        files.resolve("a.yaml"),
        "paths: {/a: {get: {$ref: '" + elsewhere.resolve("b.yaml") + "'}}}");

    CommandRun run =
        follow(
            "echo \"$@\" > target/follow/arguments",
            "--revision=v1.4",
            "--reach=" + elsewhere,
            "--tests=kit");

    assertThat(run.out()).startsWith("Following v1.4: ").contains("  none of them ran\n");
    assertThat(project.resolve("target/follow/arguments"))
        .content()
        .startsWith("--batch-mode -q test -Dtest=OwnServerTest ")
        .contains(" -Dspec.revision=v1.4 ", " -Dspec.reach=" + elsewhere + " ");
  }

  @Test
  @DisplayName("ends with 3 and says file, line and signature where the code does not compile")
  void doesNotCompile() throws IOException {
    String source = project.resolve("src/main/java/p/A.java").toString();
    CommandRun run =
        follow(
            "D=target/follow/generated-sources/openapi/io/todevice/api; mkdir -p $D\n"
                + "echo 'interface AApi { @Get Stage<Long> a(@Path(\"x\") Long n); }' >"
                + " $D/AApi.java\n"
                + "printf '\\033[0m[ERROR] "
                + source
                + ":[1,7] A is not abstract\\n  symbol: class B\\n'\n"
                + "printf '[ERROR] "
                + source
                + ":[1,7] A is not abstract\\n[ERROR]   symbol: class B\\n[ERROR] -> [Help 1]\\n'\n"
                + "exit 1");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out())
        .contains(
            "  1 errors of the compiler\n",
            "What a person has to write:\n"
                + "  src/main/java/p/A.java:1: A is not abstract; symbol: class B\n"
                + "  AApi: Stage<Long> a(Long n)\n");
  }

  @Test
  @DisplayName("names place and reason of each test that fails")
  void testFails() throws IOException {
    CommandRun run =
        follow(
            "mkdir -p target/follow/surefire-reports\n"
                + "echo '<testsuite><testcase classname=\"p.T\" name=\"t\"><failure message=\"not"
                + " one\">x&#10;\tat q.U.v(U.java:7)&#10;\tat"
                + " p.T.t(T.java:9)</failure></testcase></testsuite>' >"
                + " target/follow/surefire-reports/TEST-p.T.xml\n"
                + "echo '<testsuite' > target/follow/surefire-reports/TEST-p.V.xml\n"
                + "exit 1");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out())
        .contains(
            "  src/test/java/p/T.java:9: not one (p.T#t)\n",
            "  TEST-p.V.xml: the report cannot be read (TEST-p.V.xml)\n");
  }

  @Test
  @DisplayName("says what Maven says where it fails for another reason")
  void mavenFails() throws IOException {
    CommandRun run =
        follow("echo '[ERROR] Could not resolve x -> [Help 1]'; echo '[ERROR] [Help 1] y'; exit 1");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out())
        .contains("What a person has to write:\n  Could not resolve x -> [Help 1]\n\n");
  }

  @Test
  @DisplayName("is one line of the page where the revision cannot be assembled, and ends with 2")
  void fault() throws IOException {
    Files.writeString(files.resolve("a.yaml"), "paths: {/a: {get: {operationId: b}}}");

    CommandRun run = follow("exit 1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out())
        .startsWith("Following " + files)
        .contains("What stops it:\n  served-operations.yaml#/operations/0: served, but in no file");
    assertThat(project.resolve("target/follow/follow.md")).content().contains("## What stops it");
  }

  @Test
  @DisplayName("is one line of the page where there can be no code, and ends with 2")
  void notGenerated() throws IOException {
    Files.writeString(
        files.resolve("a.yaml"), document("integer").replace("name: n", "name: 'n\"'"));

    CommandRun run = follow("exit 0");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out())
        .containsPattern("What stops it:\n  .*: a name with a quote.* cannot be generated\n");
  }

  @Test
  @DisplayName("says in one line that a directory, a checkout or Maven is missing")
  void missing() throws IOException {
    assertThat(run(files.resolve("none"), "mvn").out()).contains("none: no such directory\n");
    assertThat(run(files, project.resolve("no-maven").toString()).err())
        .isEqualTo(
            "v1.1, compared with v1.1: Maven builds and tests in "
                + project.resolve("target/follow")
                + ", which takes minutes\n"
                + project.resolve("no-maven")
                + ": cannot be run: --maven=FILE says where Maven is\n");
    Files.delete(project.resolve("pom.xml"));
    CommandRun run = run(files, "mvn");
    assertThat(run.err())
        .isEqualTo(
            project
                + ": is no checkout of this project, as pom.xml is missing: --project=DIR says"
                + " where one is\n");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  private CommandRun follow(String script, String... options) throws IOException {
    Path maven = project.resolve("maven");
    Files.writeString(maven, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwx------"));
    return run(files, maven.toString(), options);
  }

  private CommandRun run(Path directory, String maven, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "spec",
                "follow",
                directory.toString(),
                "--project=" + project,
                "--accepted=" + project.resolve("accepted.yaml"),
                "--maven=" + maven));
    arguments.addAll(List.of(options));
    return CommandRun.withoutServer(arguments.toArray(String[]::new));
  }

  private static String document(String type) {
    return "openapi: 3.1.0\n"
        + "paths: {/a: {get: {operationId: a, parameters: [{in: query, name: n, schema:"
        + " {type: "
        + type
        + "}}], responses: {'200': {description: ok}}}}}\n";
  }

  private void write(String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
