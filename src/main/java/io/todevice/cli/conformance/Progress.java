package io.todevice.cli.conformance;

import io.todevice.conformance.render.ConsoleReport;
import io.todevice.conformance.render.Paint;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.run.Plan;
import io.todevice.conformance.run.RunListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Shows how a run gets on: what is remarkable as it comes, and how far it is, in a line that stays
 * at the foot of a terminal, or now and then in a log.
 */
final class Progress implements RunListener {

  private static final Duration LOG_INTERVAL = Duration.ofSeconds(30);

  /** Back to the start of the line, and clear it. */
  private static final String CLEAR = "\r\u001b[2K";

  private final PrintWriter out;
  private final Ansi ansi;
  private final boolean isVerbose;
  private String target = "";
  private int cases;
  private int ended;
  private int failed;
  private long lastNanos = System.nanoTime();

  Progress(CommandLine command, boolean isVerbose) {
    out = command.getOut();
    ansi = command.getColorScheme().ansi();
    this.isVerbose = isVerbose;
  }

  /** Colours, where standard output is a terminal that has them. */
  Paint paint() {
    return ansi.enabled()
        ? (outcome, text) -> ansi.apply(text, List.of(style(outcome))).toString()
        : Paint.NONE;
  }

  private static IStyle style(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> Style.fg_green;
      case FAILED -> Style.fg_red;
      case KNOWN_FAILURE, UNEXPECTED_PASS -> Style.fg_yellow;
      case SKIPPED -> Style.faint;
    };
  }

  @Override
  public void started(Plan plan) {
    target = plan.target();
    cases = plan.cases();
    out.print(ConsoleReport.capabilities(plan.capabilities()));
    out.println(
        cases
            + " cases"
            + (plan.users() == 0
                ? ""
                : ", for which about " + plan.users() + " users are registered"));
    out.println();
    out.flush();
  }

  @Override
  public void ended(CaseResult result) {
    ended++;
    failed += result.outcome() == Outcome.FAILED ? 1 : 0;
    boolean isShown = isVerbose || ConsoleReport.isRemarkable(result);
    String line =
        ended + " of " + cases + " cases" + (failed == 0 ? "" : ", " + failed + " failed");
    if (ansi.enabled()) {
      out.print(CLEAR + (isShown ? text(result) : "") + (ended == cases ? "" : line));
    } else {
      out.print(isShown ? text(result) : "");
      if (System.nanoTime() - lastNanos > LOG_INTERVAL.toNanos()) {
        out.println("... " + line);
        lastNanos = System.nanoTime();
      }
    }
    out.flush();
  }

  private String text(CaseResult result) {
    return ConsoleReport.of(result, target, isVerbose, paint());
  }
}
