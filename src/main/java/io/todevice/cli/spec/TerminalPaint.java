package io.todevice.cli.spec;

import io.todevice.spec.drift.render.Paint;
import io.todevice.spec.drift.report.Impact;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/** Colours, where standard output is a terminal that has them. */
record TerminalPaint(Ansi ansi) implements Paint {

  /** The paint for a report that goes to a file, or else to standard output. */
  static Paint of(CommandLine command, Optional<Path> file) {
    Ansi ansi = command.getColorScheme().ansi();
    return file.isPresent() || !ansi.enabled() ? Paint.NONE : new TerminalPaint(ansi);
  }

  @Override
  public String heading(String text) {
    return ansi.apply(text, List.<IStyle>of(Style.bold)).toString();
  }

  @Override
  public String impact(Impact impact, String text) {
    IStyle colour =
        switch (impact) {
          case CLIENTS -> Style.fg_red;
          case CODE -> Style.fg_yellow;
          case REVIEW -> Style.fg_cyan;
          case COMPATIBLE -> Style.fg_green;
          case DOCUMENTATION -> Style.faint;
        };
    return ansi.apply(text, List.of(colour)).toString();
  }
}
