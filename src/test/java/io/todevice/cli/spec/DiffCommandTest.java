package io.todevice.cli.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.cli.CommandRun;
import io.todevice.spec.SpecFiles;
import io.todevice.spec.drift.render.JsonReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The command spec diff")
class DiffCommandTest {

  @TempDir Path directory;

  @BeforeEach
  void revisions() {
    new SpecFiles(directory)
        .file("plain/sync.yaml", sync(""))
        .file("documented/sync.yaml", sync("description: d"))
        .file("grown/sync.yaml", sync("parameters: [{name: x, in: query}]"))
        .file("waiting/sync.yaml", sync("x-waits: true"))
        .file("demanding/sync.yaml", sync("requestBody: {required: true, content: {a/b: {}}}"))
        .file("guarded/sync.yaml", sync("security: [{token: []}]"))
        .file("foreign/other.yaml", sync("").replace("operationId: sync", "operationId: other"))
        .file("absent/sync.yaml", sync("").replace("operationId: sync", "operationId: o2"));
  }

  private static String sync(String members) {
    return "openapi: 3.1.0\n"
        + "components: {securitySchemes: {token: {type: http, scheme: bearer}}}\n"
        + "paths: {/_matrix/client/v3/sync: {get: {operationId: sync"
        + (members.isEmpty() ? "" : ", " + members)
        + "}}}\n";
  }

  @ParameterizedTest(name = "{0} to {1}: {2} {3} {4} {5}")
  @CsvSource({
    // from, to, exit code for any, clients, code, never
    "plain, plain, 0, 0, 0, 0",
    "plain, documented, 0, 0, 0, 0",
    "plain, grown, 0, 0, 0, 0",
    "plain, waiting, 3, 0, 3, 0",
    "plain, guarded, 3, 3, 0, 0",
    "plain, demanding, 3, 3, 3, 0",
    "grown, plain, 3, 3, 3, 0",
    "foreign, absent, 0, 0, 0, 0"
  })
  @DisplayName("tells by its exit code whether something breaks of what it is asked for")
  void exitCodes(String from, String to, int any, int clients, int code, int never) {
    assertThat(diff(from, to).exitCode()).isEqualTo(any);
    assertThat(diff(from, to, "--fail-on=any").exitCode()).isEqualTo(any);
    assertThat(diff(from, to, "--fail-on=clients").exitCode()).isEqualTo(clients);
    assertThat(diff(from, to, "--fail-on=code").exitCode()).isEqualTo(code);
    assertThat(diff(from, to, "--fail-on=never").exitCode()).isEqualTo(never);
  }

  @Test
  @DisplayName("prints text where it is not asked for anything else, without colours into a pipe")
  void text() {
    CommandRun run = diff("grown", "plain");
    assertThat(run.out())
        .startsWith("What changed from v1.1 (grown) to v1.1 (plain)\n")
        .contains("    query parameter x: parameter removed: was optional  (sync.yaml:3)\n")
        .doesNotContain("\u001b");
    assertThat(run.err()).isEmpty();
  }

  @Test
  @DisplayName("prints the other formats, or writes them to a file")
  void formats() throws IOException {
    assertThat(diff("plain", "grown", "--format=markdown").out()).startsWith("# What changed");
    assertThat(diff("plain", "grown", "--format=html").out()).startsWith("<!DOCTYPE html>");
    Path file = directory.resolve("report.json");
    CommandRun run = diff("plain", "grown", "--format=json", "--output=" + file);
    assertThat(run.out()).isEmpty();
    assertThat(
            new JsonMapper()
                .readTree(Files.readString(file))
                .at("/served/0/changes/0/kind")
                .asText())
        .isEqualTo("parameter-added");
  }

  @Test
  @DisplayName("says that an operation that a revision may lack breaks clients, and no code")
  void optionalGone() {
    String other =
        sync("").replace("operationId: sync", "operationId: other").replace("/sync", "/o");
    new SpecFiles(directory)
        .file("both/sync.yaml", sync(""))
        .file("both/other.yaml", other)
        .file("list.yaml", "{operations: [sync], optional: [other]}")
        .file("needed.yaml", "operations: [sync, other]");
    String optional = "--served=" + directory.resolve("list.yaml");
    String needed = "--served=" + directory.resolve("needed.yaml");

    assertThat(diff("both", "plain", "--fail-on=clients", optional).exitCode()).isEqualTo(3);
    assertThat(diff("both", "plain", "--fail-on=code", optional).exitCode()).isZero();
    assertThat(diff("both", "plain", "--fail-on=code", needed).exitCode()).isEqualTo(3);
    assertThat(diff("plain", "both", "--fail-on=any", optional).exitCode()).isZero();
    assertThat(diff("plain", "both", "--fail-on=any", needed).exitCode()).isEqualTo(3);
  }

  @Test
  @DisplayName(
      "says that an operation that the server adds from its own files is served either way")
  void ownGone() {
    new SpecFiles(directory)
        .file(
            "both/o.yaml",
            sync("").replace("operationId: sync", "operationId: own").replace("/sync", "/o"))
        .file("both/sync.yaml", sync(""))
        .file("taken/sync.yaml", sync(""))
        .file(
            "taken/x.yaml",
            "openapi: 3.1.0\npaths: {'/_matrix/client/v3/{x}': {get: {operationId: x}}}")
        .file("list.yaml", "{operations: [sync], own: [own]}");
    String list = "--served=" + directory.resolve("list.yaml");

    for (String without : List.of("plain", "taken")) {
      CommandRun gone = diff("both", without, list, "--format=markdown");
      assertThat(gone.exitCode()).isZero();
      assertThat(gone.out()).contains("the server serves it all the same, from its own files");
    }
    CommandRun come = diff("plain", "both", list);
    assertThat(come.exitCode()).isZero();
    assertThat(come.out()).contains("  to be reviewed\n    operation: operation added");
  }

  @ParameterizedTest(name = "{0} to {1} with {2}: {3}")
  @CsvSource({
    "plain, guarded, --served=all, 3",
    "plain, guarded, --served=none, 0",
    "plain, guarded, --served=LIST, 0",
    "foreign, foreignGuarded, --fail-on=any, 3",
    "elsewhere, elsewhereGuarded, --fail-on=any, 3",
    "foreign, foreignGuarded, --served=none, 0",
    "foreign, foreignGuarded, --served=LIST, 3",
    "foreign, foreignWaiting, --served=all, 0",
    "foreign, foreignWaiting, --served=LIST, 3"
  })
  @DisplayName("counts the operations that it is asked to, by default all where none is its own")
  void served(String from, String to, String option, int exitCode) {
    String foreign = sync("").replace("operationId: sync", "operationId: other");
    new SpecFiles(directory)
        .file("list.yaml", "operations: [other]")
        .file("foreignGuarded/o.yaml", foreign.replace("other", "other, security: [{token: []}]"))
        .file("elsewhere/o.yaml", sync("x-waits: false").replace("/client/v3", "/other"))
        .file(
            "elsewhereGuarded/o.yaml",
            sync("security: [{token: []}]").replace("/client/v3", "/other"))
        .file("foreignWaiting/o.yaml", foreign.replace("other", "other, x-waits: true"));
    CommandRun run = diff(from, to, option.replace("LIST", directory + "/list.yaml"));
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.out().contains("this server serves none of these operations"))
        .isEqualTo(option.startsWith("--fail-on"));
  }

  @ParameterizedTest(name = "{0} to {1} with {2}: {3}")
  @CsvSource({
    "whole, broken, --fail-on=any, 2",
    "broken, whole, --fail-on=any, 2",
    "broken, broken, --fail-on=any, 2",
    "whole, broken, --fail-on=never, 0",
    "whole, broken, --served=none, 0",
    "whole, brokenGuarded, --fail-on=any, 3",
    "broken, gone, --fail-on=never, 0",
    "gone, broken, --fail-on=clients, 0",
    "undefined, undefined, --fail-on=any, 0",
    "whole, undefined, --fail-on=any, 2",
    "undefined, undefinedOther, --fail-on=any, 2"
  })
  @DisplayName(
      "lets nothing pass where what counts could not be compared, but for what is the same")
  void undecided(String from, String to, String option, int exitCode) {
    String whole =
        sync("").replace("sync", "one").replace("}}}", "}}, /x: {get: {operationId: two}}}");
    String broken = whole.replace("two", "two, requestBody: {$ref: none.yaml}");
    String undefined = whole.replace("two", "two, security: [{none: []}]");
    new SpecFiles(directory)
        .file("whole/a.yaml", whole)
        .file("broken/a.yaml", broken)
        .file("brokenGuarded/a.yaml", broken.replace("one}", "one, security: [{token: []}]}"))
        .file("gone/a.yaml", sync("").replace("sync", "one"))
        .file("undefined/a.yaml", undefined)
        .file("undefinedOther/a.yaml", undefined.replace("{none", "{other"));
    CommandRun run = diff(from, to, option);
    assertThat(run.exitCode()).describedAs(run.out() + run.err()).isEqualTo(exitCode);
    assertThat(run.out()).contains("What changed");
    if (exitCode == 2) {
      assertThat(run.err().lines()).singleElement().asString().startsWith("not compared: ");
    } else {
      assertThat(run.err()).isEmpty();
    }
  }

  @Test
  @DisplayName("accepts what a file accepts, and writes such a file")
  void accepted() {
    String file = directory + "/accepted.yaml";
    assertThat(diff("plain", "guarded", "--write-accepted=" + file).exitCode()).isZero();
    assertThat(diff("plain", "guarded", "--accepted=" + file).exitCode()).isZero();
    CommandRun other = diff("plain", "demanding", "--accepted=" + file);
    assertThat(other.exitCode()).isEqualTo(3);
    assertThat(other.out()).contains("accepted.yaml:2:3#/accepted/0: no such change: ");
    CommandRun bad = diff("plain", "plain", "--accepted=" + directory + "/plain/sync.yaml");
    assertThat(bad.exitCode()).isEqualTo(2);
    assertThat(bad.err()).contains("sync.yaml:1:1#/openapi: unknown member");
  }

  @Test
  @DisplayName("prints the schema of its JSON")
  void schema() {
    CommandRun run = CommandRun.withoutServer("spec", "diff", "--json-schema");
    assertThat(run.out()).isEqualTo(JsonReport.schema());
    assertThat(run.exitCode()).isZero();
  }

  @Test
  @DisplayName("amends both sides with an overlay")
  void overlay() {
    new SpecFiles(directory)
        .file(
            "overlay.yaml",
            "overlay: 1.0.0\nactions: [{target: '$.paths.*.*.parameters', remove: true}]\n");
    assertThat(diff("grown", "plain", "--overlay=" + directory.resolve("overlay.yaml")).out())
        .contains("Nothing has changed.");
  }

  @Test
  @DisplayName("says in one line which file cannot be used, where and why, with exit code 2")
  void badInput() {
    new SpecFiles(directory)
        .file("bad/a.yaml", "openapi: 3.1.0\npaths: {/x: {get: {$ref: '#/y'}}}");
    CommandRun bad = diff("plain", "bad");
    assertThat(bad.err().lines())
        .containsExactly(
            directory + "/bad/a.yaml#/paths/~1x/get: the reference '#/y' leads to nothing");
    assertThat(bad.exitCode()).isEqualTo(2);
    assertThat(bad.out()).isEmpty();
    CommandRun absent = diff("no\nsuch", "plain");
    assertThat(absent.err().lines())
        .singleElement()
        .asString()
        .endsWith("such: no such file or directory");
    assertThat(absent.exitCode()).isEqualTo(2);
    assertThat(diff("plain", "plain", "--overlay=" + directory.resolve("none")).exitCode())
        .isEqualTo(2);
  }

  @Test
  @DisplayName("says in one line which file cannot be written, with exit code 1")
  void badOutput() {
    Path file = directory.resolve("no/such/file");
    CommandRun run = diff("plain", "plain", "--output=" + file);
    assertThat(run.err().lines()).containsExactly(file + ": cannot be written");
    assertThat(run.exitCode()).isEqualTo(1);
    CommandRun accepting = diff("plain", "guarded", "--write-accepted=" + file);
    assertThat(accepting.err().lines()).containsExactly(file + ": cannot be written");
    assertThat(accepting.exitCode()).isEqualTo(1);
  }

  private CommandRun diff(String from, String to, String... options) {
    String[] args = new String[options.length + 4];
    args[0] = "spec";
    args[1] = "diff";
    args[2] = directory + "/" + from;
    args[3] = directory + "/" + to;
    System.arraycopy(options, 0, args, 4, options.length);
    return CommandRun.withoutServer(args);
  }
}
