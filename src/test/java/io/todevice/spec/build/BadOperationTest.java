package io.todevice.spec.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadOperationTest {

  private final BrokenBuild build;

  BadOperationTest(@TempDir Path directory) {
    build = new BrokenBuild(directory).served("operations: [good, bad]");
  }

  @Test
  void servedButAbsent() {
    assertThat(build.served("operations: [good, bad, worse]").refusal())
        .isEqualTo(
            "served.yaml#/operations/1: served, but in no file of the specification: bad, worse"
                + " (where it was removed, take it off this list, and remove what implements it)");
  }

  @Test
  void oneIdTwice() {
    build.file("bad.yaml", "paths: {/bad: {get: {operationId: bad}, put: {operationId: bad}}}");

    assertThat(build.refusal())
        .isEqualTo(
            "bad.yaml#/paths/~1bad/put: the operation 'bad' stands also at"
                + " bad.yaml#/paths/~1bad/get");
  }

  @Test
  void onePathTwice() {
    build.file("zbad.yaml", "paths: {/good: {get: {operationId: bad}}}");

    assertThat(build.refusal())
        .isEqualTo(
            "zbad.yaml#/paths/~1good/get: two operations have the path GET /good, the other stands"
                + " at good.yaml#/paths/~1good/get");
  }

  @Test
  void onePathTwiceButForTheNamesOfParameters() {
    build
        .file("good.yaml", "paths: {'/x/{one}': {get: {operationId: good}}}")
        .file("zbad.yaml", "paths: {'/x/{two}': {get: {operationId: bad}}}");

    assertThat(build.refusal())
        .isEqualTo(
            "zbad.yaml#/paths/~1x~1{two}/get: two operations have the path GET /x/{two}, the other"
                + " stands at good.yaml#/paths/~1x~1{one}/get");
  }

  @Test
  void pathsOfTwoMethodsThatDifferInTheNamesOfParameters() {
    build
        .file("good.yaml", "paths: {'/x/{one}': {get: {operationId: good}}}")
        .file("zbad.yaml", "paths: {'/x/{two}': {put: {operationId: bad}}}");

    assertThat(build.refusal())
        .isEqualTo(
            "zbad.yaml#/paths/~1x~1{two}/put: the path /x/{two} differs from /x/{one} only in"
                + " names");
  }

  @Test
  void pathsThatBasePathsMakeOne() {
    build
        .file("good.yaml", "{paths: {/b: {get: {operationId: good}}}, servers: [{url: /a}]}")
        .file("zbad.yaml", "paths: {/a/b: {get: {operationId: bad}}}");

    assertThat(build.refusal()).contains("two operations have the path GET /a/b");
  }

  @ParameterizedTest
  @CsvSource({
    "'/bad/{x}', '[]', '[x]', '[]'",
    "'/bad', '[{in: path, name: x}]', '[]', '[x]'",
    "'/bad/{x}/{y}', '[{in: path, name: x}, {in: query, name: y}]', '[x, y]', '[x]'",
  })
  void pathParametersThatAreNotThoseOfThePath(
      String path, String parameters, String inPath, String declared) {
    build.file(
        "bad.yaml",
        "paths: {'%s': {get: {operationId: bad, parameters: %s}}}".formatted(path, parameters));

    assertThat(build.refusal())
        .isEqualTo(
            "bad.yaml#/paths/%s/get: the path %s has the parameters %s, but declared are %s"
                .formatted(path.replace("/", "~1"), path, inPath, declared));
  }

  @Test
  void parametersThatAreNoList() {
    build.file("bad.yaml", "paths: {/bad: {get: {operationId: bad, parameters: {name: x}}}}");

    assertThat(build.refusal())
        .isEqualTo("bad.yaml#/paths/~1bad/get/parameters: a list of parameters must stand here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{url: 'https://{h}/x', variables: {h: {enum: [a]}}}] | /servers/0: the variable 'h' of"
            + " the server's URL has no default",
        "[{url: 'https://{h}/x'}] | /servers/0: the variable 'h' of the server's URL has no"
            + " default",
        "[{url: 'a b'}] | /servers/0: the server's URL 'a b' is no URL",
        "[{url: 'localhost:8008/x'}] | /servers/0: the server's URL 'localhost:8008/x' has no"
            + " place for a path",
        "[{description: none}] | /servers/0: the server has no URL",
        "[none] | /servers/0: the server has no URL",
        "{url: /x} | /servers: a list of servers must stand here",
      })
  void brokenServers(String servers, String refusal) {
    build.file("bad.yaml", "{paths: {/bad: {get: {operationId: bad}}}, servers: " + servers + "}");

    assertThat(build.refusal()).isEqualTo("bad.yaml#" + refusal);
  }
}
