package io.todevice.cli.conformance;

import io.todevice.cli.common.ExitCodes;
import io.todevice.cli.common.Options;

/** The options that the commands of both kits have, as {@code --help} shows them. */
final class KitOptions {

  static final String ONLY = "--only";
  static final String EXCLUDE = "--exclude";
  static final String SEVERITY = "--severity";
  static final String KNOWN_FAILURES = "--known-failures";
  static final String WRITE_KNOWN_FAILURES = "--write-known-failures";
  static final String BASELINE = "--baseline";
  static final String PARALLEL = "--parallel";
  static final String TOTAL_TIMEOUT = "--total-timeout";
  static final String JUNIT = "--junit";
  static final String JSON = "--json";
  static final String HTML = "--html";
  static final String MARKDOWN = "--markdown";
  static final String BADGE = "--badge";
  static final String LIST = "--list";
  static final String VERBOSE = "--verbose";

  private KitOptions() {}

  /** Which cases are run, and what is known of them. */
  static void addChoice(Options options) {
    options.values(
        ONLY,
        "ID[,ID...]",
        "Run these only: cases, globs of cases (S*.wildcard-*), clauses (S2), or the first letter"
            + " of clauses (S).");
    options.values(EXCLUDE, "ID[,ID...]", "Do not run these.");
    options.values(SEVERITY, "NAME[,NAME...]", "Run those of MUST, SHOULD or ROBUST only.");
    options.value(
        KNOWN_FAILURES,
        "FILE",
        "A YAML list of {id, reason, until}: cases that may fail, until a day if there is one.");
    options.value(
        WRITE_KNOWN_FAILURES,
        "FILE",
        "Write what fails there, as --known-failures takes it, and exit with 0.");
    options.value(BASELINE, "FILE", "The JSON of an earlier run: say what has changed since.");
  }

  /** What is written, and the exit codes. */
  static Options addReports(Options options, String whenWrong) {
    options.value(JUNIT, "FILE", "Write JUnit XML there.");
    options.value(JSON, "FILE", "Write JSON there.");
    options.value(HTML, "FILE", "Write a page of HTML there.");
    options.value(MARKDOWN, "FILE", "Write tables of Markdown there.");
    options.value(BADGE, "FILE", "Write a badge in SVG there.");
    options.flag(LIST, "List the cases, and do nothing else.");
    options.flag(VERBOSE, "Show the cases that pass or are skipped too.");
    return options
        .exitCode(ExitCodes.DONE, "no case failed that was not known to")
        .exitCode(ExitCodes.FAILED, whenWrong + ", or a report cannot be written")
        .exitCode(ExitCodes.USAGE, "an option or a file is wrong")
        .exitCode(ExitCodes.BREAKS, "a case failed that the specification demands")
        .exitCode(
            ExitCodes.FALLS_SHORT,
            "only cases of lighter severity failed, or one passed that is known to fail")
        .exitCode(
            ExitCodes.NOTHING_RUN, "every case that was chosen was skipped, or none was chosen");
  }
}
