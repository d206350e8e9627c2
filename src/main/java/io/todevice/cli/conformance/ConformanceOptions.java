package io.todevice.cli.conformance;

import io.todevice.cli.common.ExitCodes;
import io.todevice.cli.common.Options;
import io.todevice.conformance.report.Capability;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** The options of {@code conformance}, as {@code --help} shows them. */
final class ConformanceOptions {

  static final String TARGET = "--target";
  static final String USERS = "--users";
  static final String ONLY = "--only";
  static final String EXCLUDE = "--exclude";
  static final String SEVERITY = "--severity";
  static final String RATE = "--rate";
  static final String WAIT = "--wait";
  static final String CA = "--ca";
  static final String INSECURE = "--insecure";
  static final String WRITE_KNOWN_FAILURES = "--write-known-failures";
  static final String BASELINE = "--baseline";
  static final String SEED = "--seed";
  static final String PARALLEL = "--parallel";
  static final String TIMEOUT = "--timeout";
  static final String TOTAL_TIMEOUT = "--total-timeout";
  static final String CAPABILITY = "--capability";
  static final String KNOWN_FAILURES = "--known-failures";
  static final String DOCUMENT = "--document";
  static final String STOP_COMMAND = "--stop-command";
  static final String JUNIT = "--junit";
  static final String JSON = "--json";
  static final String HTML = "--html";
  static final String MARKDOWN = "--markdown";
  static final String LIST = "--list";
  static final String VERBOSE = "--verbose";

  private ConformanceOptions() {}

  static CommandSpec addTo(CommandSpec command) {
    command.usageMessage().abbreviateSynopsis(true);
    Options options =
        new Options(command, "Tests a Matrix server: is it what the specification says?");
    options.value(
        TARGET,
        "URL",
        "The server: http://127.0.0.1:8008, localhost:8008, or the name of a server that says"
            + " itself where it is (.well-known), matrix.example.org.");
    options.value(
        USERS,
        "FILE",
        "A YAML file with 'users' (each a user and a password) or 'tokens' (each a token) to act"
            + " as. Default: the kit registers users.");
    options.values(
        ONLY,
        "ID[,ID...]",
        "Run these only: cases, globs of cases (S*.wildcard-*), clauses (S2), or the first letter"
            + " of clauses (S).");
    options.values(EXCLUDE, "ID[,ID...]", "Do not run these.");
    options.values(SEVERITY, "NAME[,NAME...]", "Run those of MUST, SHOULD or ROBUST only.");
    options.values(
        CAPABILITY,
        "NAME=yes|no",
        "Declare what the server is able to do in place of finding out: "
            + Stream.of(Capability.values())
                .map(Capability::toString)
                .collect(Collectors.joining(", "))
            + ".");
    options.value(
        KNOWN_FAILURES,
        "FILE",
        "A YAML list of {id, reason, until}: cases that may fail, until a day if there is one.");
    options.value(
        WRITE_KNOWN_FAILURES,
        "FILE",
        "Write what fails there, as --known-failures takes it, and exit with 0.");
    options.value(BASELINE, "FILE", "The JSON of an earlier run: say what has changed since.");
    options.value(
        DOCUMENT,
        "FILE",
        "The assembled OpenAPI document to hold the server against. Default: this program's own.");
    options.value(SEED, "NUMBER", "Repeats what is random in a run. Default: random.");
    options.value(PARALLEL, "COUNT", "How many cases run at once, 1 to 64. Default: 8.");
    options.value(TIMEOUT, "TIME", "How long a single response may take. Default: 10s.");
    options.value(TOTAL_TIMEOUT, "TIME", "When the run ends. Default: 5m.");
    options.value(RATE, "COUNT", "How many requests are sent in a second. Default: any number.");
    options.value(
        WAIT, "TIME", "How long to wait for a server that is starting. Default: not at all.");
    options.value(CA, "FILE", "Trust the certificates of this PEM file too.");
    options.flag(INSECURE, "Trust any certificate, of whatever name.");
    options.value(
        STOP_COMMAND,
        "COMMAND",
        "How to stop the server, for the case that is run last. Default: it is not stopped.");
    options.value(JUNIT, "FILE", "Write JUnit XML there.");
    options.value(JSON, "FILE", "Write JSON there.");
    options.value(HTML, "FILE", "Write a page of HTML there.");
    options.value(MARKDOWN, "FILE", "Write tables of Markdown there.");
    options.flag(LIST, "List the cases, and do nothing else.");
    options.flag(VERBOSE, "Show the cases that pass or are skipped too.");
    return options
        .exitCode(ExitCodes.DONE, "no case failed that was not known to")
        .exitCode(
            ExitCodes.FAILED,
            "it went wrong: the server is not there, or was gone before the end, or a report cannot"
                + " be written")
        .exitCode(ExitCodes.USAGE, "an option or a file is wrong")
        .exitCode(ExitCodes.BREAKS, "a case failed that the specification demands")
        .exitCode(
            ExitCodes.FALLS_SHORT,
            "only cases of lighter severity failed, or one passed that is known to fail")
        .exitCode(
            ExitCodes.NOTHING_RUN, "every case that was chosen was skipped, or none was chosen")
        .command();
  }
}
