package io.todevice.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The options of the command conformance")
class ConformanceOptionsTest {

  private static final String TARGET = "--target=http://127.0.0.1:1";

  private static void isRefused(String message, String... options) {
    CommandRun run =
        CommandRun.withoutServer(
            Stream.concat(Stream.of("conformance"), Stream.of(options)).toArray(String[]::new));

    assertThat(run.err().lines()).first().isEqualTo(message);
    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  @DisplayName("need a target")
  void noTarget() {
    isRefused("--target: is missing");
  }

  @ParameterizedTest
  @DisplayName("refuse a target that is no address")
  @CsvSource({"ftp://127.0.0.1", "http://127.0.0.1?query", "http://[", "http:///", "a b"})
  void wrongTarget(String target) {
    isRefused(
        "--target: must be like http://127.0.0.1:8008, not '" + target + "'", "--target=" + target);
  }

  @ParameterizedTest
  @DisplayName("refuse a target with a password, and do not repeat it")
  @CsvSource({"http://user:secret@127.0.0.1", "user:secret@127.0.0.1", "http://user:sec ret@host"})
  void secretTarget(String target) {
    String reason =
        target.contains(" ")
            ? "--target: must be like http://127.0.0.1:8008"
            : "--target: must hold no user and no password";

    isRefused(reason, "--target=" + target);
  }

  @ParameterizedTest
  @DisplayName("refuse a value that is none, and name the option")
  @CsvSource(
      delimiter = '|',
      value = {
        "--parallel=0       | --parallel: must be a whole number from 1 to 64, not '0'",
        "--parallel=65      | --parallel: must be a whole number from 1 to 64, not '65'",
        "--timeout=0        | --timeout: must be a time from 1s to 1d like 30s, not '0'",
        "--timeout=999ms    | --timeout: must be a time from 1s to 1d like 30s, not '999ms'",
        "--timeout=ten      | --timeout: must be a time from 1s to 1d like 30s, not 'ten'",
        "--total-timeout=-1 | --total-timeout: must be a time from 1s to 1d like 30s, not '-1'",
        "--seed=1.5         | --seed: must be a whole number from -9223372036854775808 to"
            + " 9223372036854775807, not '1.5'",
        "--capability=flying=yes   | --capability: must be a capability and =yes or =no, not"
            + " 'flying=yes'",
        "--capability=logout-all   | --capability: must be a capability and =yes or =no, not"
            + " 'logout-all'",
        "--capability=logout-all=1 | --capability: must be a capability and =yes or =no, not"
            + " 'logout-all=1'",
        "--only=S1,X9       | --only: must be cases or clauses of --list, not 'X9'; did you mean D9"
            + " or K9 or S9?",
        "--only=S99.*       | --only: must be cases or clauses of --list, not 'S99.*'",
        "--exclude=R4.verions | --exclude: must be cases or clauses of --list, not 'R4.verions';"
            + " did you mean R4.versions?",
        "--severity=WILL    | --severity: must be MUST, SHOULD or ROBUST, not 'WILL'",
        "--rate=0           | --rate: must be a whole number from 1 to 100000, not '0'",
        "--wait=-1          | --wait: must be a time from 1s to 1d like 30s, not '-1'",
        "--ca=nowhere.pem   | nowhere.pem: cannot be read",
        "--baseline=nowhere.json  | nowhere.json: cannot be read",
        "--html=nowhere/r.html    | --html: there is no folder for nowhere/r.html",
        "--users=nowhere.yaml          | nowhere.yaml: no such file",
        "--known-failures=nowhere.yaml | nowhere.yaml: cannot be read",
        "--document=nowhere.yaml       | nowhere.yaml: cannot be read",
      })
  void wrongValue(String option, String message) {
    isRefused(message, TARGET, option);
  }

  @ParameterizedTest
  @DisplayName("refuse a file that is wrong, and name the file and the entry, but repeat no secret")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "--users | [ | :1:2: not valid YAML",
        "--users | - | : must have a list of users or a list of tokens",
        "--users | {} | : must have a list of users or a list of tokens",
        "--users | {users: [], tokens: []} | : must have a list of users or a list of tokens",
        "--users | {users: [{user: a, password: hush}]} | : users: must have two entries or more",
        "--users | {users: [{user: a, password: hush}, {user: b}]} | : users: entry 2: must have a"
            + " text 'password'",
        "--users | {users: [{password: hush}]} | : users: entry 1: must have a text 'user'",
        "--users | {users: [hush]} | : users: entry 1: must have a text 'user'",
        "--users | {tokens: [{token: hush}]} | : tokens: must have two entries or more",
        "--users | {tokens: [{token: hush}, {token: {}}]} | : tokens: entry 2: must have a text"
            + " 'token'",
        "--known-failures | [ | :1:2: not valid YAML",
        "--known-failures | {} | : a list of {id, reason, until} is expected",
        "--known-failures | [{id: S1.a, reason: b, untill: 2027-01-31}] | : /0: unknown member"
            + " 'untill'",
        "--known-failures | [{id: S1.a, reason: b, until: soon}] | : /0: 'until' must be a date"
            + " such as 2027-01-31",
        "--users | {tokens: [{token: hush}, {token: hush}]} | : tokens: entry 2: stands there"
            + " twice",
        "--users | {users: [{user: a, password: hush}, {user: a, password: hush}]} | : users: entry"
            + " 2: stands there twice",
        "--ca | hush | : must hold certificates in PEM",
        "--baseline | {} | : not a JSON report of this kit: it has no cases",
        "--baseline | [ | : not valid JSON",
        "--known-failures | [{id: S1.a}] | : /0: there is no reason",
        "--known-failures | [{id: S1.a, reason: b}, {id: S1, reason: c}] | : /1: no identifier of a"
            + " case: S1",
        "--known-failures | [{id: S1.a, reason: b}, {id: S1.a, reason: c}] | : /1: S1.a stands"
            + " there twice",
        "--document | [ | :1:2: not valid YAML: while parsing a flow node",
        "--document | {openapi: 3.1.0} | : is no OpenAPI document with operations",
        "--document | {swagger: '2.0', paths: {/a: {}}} | : is no OpenAPI document with operations",
      })
  void wrongFile(String option, String content, String message, @TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("file.yaml"), content == null ? "" : content);

    isRefused(file + message, TARGET, option, file.toString());
  }
}
