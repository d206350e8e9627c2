package io.todevice.cli.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.cli.CommandRun;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The arguments of the command spec diff")
class DiffCommandUsageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spec diff a b --format=x|--format: must be one of text, markdown, json, html, junit,"
            + " sarif, github, gitlab, not 'x'",
        "spec diff a b --fail-on=x|--fail-on: must be one of clients, code, any, never, not 'x'",
        "spec diff a b --max-bytes=x|--max-bytes: must be a number of at least 2000, not 'x'",
        "spec diff a b --max-bytes=1999|--max-bytes: must be a number of at least 2000, not '1999'",
        "spec diff a b --max-bytes=9999 --format=json"
            + "|--max-bytes: goes with text and markdown only",
        "spec diff a b --path=c|--path: goes with --git only",
        "spec diff a b c|'diff' takes 2 arguments, not more",
        "spec diff a|Missing required parameter: 'NEW'",
        "spec diff a b --colour|unknown option '--colour'"
      })
  @DisplayName("says what is wrong with its arguments, with a hint and exit code 2")
  void usage(String args, String error) {
    CommandRun run = CommandRun.withoutServer(args.split(" "));
    assertThat(run.err().lines()).containsExactly(error, "try 'todevice-server spec diff --help'");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  @DisplayName("is one of the commands of the group spec")
  void group() {
    CommandRun none = CommandRun.withoutServer("spec");
    assertThat(none.err().lines())
        .containsExactly("Missing required subcommand", "try 'todevice-server spec --help'");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(CommandRun.withoutServer("spec", "dif").err().lines())
        .containsExactly(
            "unknown command 'dif'; did you mean diff?", "try 'todevice-server spec --help'");
    assertThat(CommandRun.withoutServer("spec", "--help").out())
        .containsPattern("  diff +Reports what");
    assertThat(CommandRun.withoutServer("spec", "diff", "--help").out())
        .contains("--fail-on=WHOM", "  3   something breaks of what --fail-on names");
  }
}
