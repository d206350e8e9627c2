package io.todevice.cli.spec;

import io.todevice.text.OneLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;

/** What the options of the commands under {@code spec} have in common. */
final class SpecOptions {

  static final String FORMAT = "--format";
  static final String OUTPUT = "--output";

  private SpecOptions() {}

  static int printError(String message, int exitCode, CommandLine command) {
    PrintWriter err = command.getErr();
    err.println(OneLine.of(message));
    err.flush();
    return exitCode;
  }

  /**
   * Writes a report to a file, or else to standard output.
   *
   * @throws IOException if the file cannot be written
   */
  static void write(String report, Optional<Path> file, CommandLine command) throws IOException {
    if (file.isPresent()) {
      Files.writeString(file.get(), report);
    } else {
      PrintWriter out = command.getOut();
      out.print(report);
      out.flush();
    }
  }
}
