package io.todevice.cli;

import io.todevice.cli.common.ExitCodes;
import io.todevice.config.ConfigException;
import io.todevice.spec.SpecificationException;
import io.todevice.text.OneLine;
import io.todevice.text.Suggestions;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong on standard error, each fault in one line, and where help is; no stack trace
 * and no page of usage.
 */
final class ErrorLines implements IParameterExceptionHandler, IExecutionExceptionHandler {

  private final boolean hasTools;

  /**
   * Makes lines.
   *
   * @param hasTools whether the program has the commands of the tools
   */
  ErrorLines(boolean hasTools) {
    this.hasTools = hasTools;
  }

  @Override
  public int handleParseException(ParameterException fault, String[] args) {
    String message =
        fault instanceof UnmatchedArgumentException unmatched
            ? describe(unmatched)
            : String.valueOf(fault.getMessage());
    return printUsageError(fault.getCommandLine(), List.of(message));
  }

  @Override
  public int handleExecutionException(Exception fault, CommandLine command, ParseResult parsed) {
    if (fault instanceof ConfigException wrong) {
      return printUsageError(command, wrong.faults());
    } else if (fault instanceof SpecificationException) {
      command.getErr().println(OneLine.of(String.valueOf(fault.getMessage())));
      command.getErr().flush();
      return ExitCodes.USAGE;
    } else if (fault instanceof StartFailure) {
      command.getErr().println(OneLine.of(String.valueOf(fault.getMessage())));
    } else {
      // Nothing that an operator does should lead here, so whoever mends it needs the trace.
      LoggerFactory.getLogger(ErrorLines.class).error("failed unexpectedly", fault);
    }
    command.getErr().flush();
    return ExitCodes.FAILED;
  }

  private static int printUsageError(CommandLine command, List<String> messages) {
    messages.forEach(message -> command.getErr().println(OneLine.of(message)));
    command.getErr().println("try '" + command.getCommandSpec().qualifiedName() + " --help'");
    command.getErr().flush();
    return ExitCodes.USAGE;
  }

  /** What was not understood; without the value of an option, which may be a secret. */
  private String describe(UnmatchedArgumentException fault) {
    CommandLine command = fault.getCommandLine();
    String first = fault.getUnmatched().get(0);
    if (first.startsWith("-")) {
      String option = first.split("=", 2)[0];
      return "unknown option "
          + OneLine.quote(option)
          + Suggestions.of(option, command.getCommandSpec().optionsMap().keySet());
    }
    if (!command.getSubcommands().isEmpty()) {
      return "unknown command "
          + OneLine.quote(first)
          + Suggestions.of(first, command.getSubcommands().keySet())
          + (hasTools ? "" : "; the commands of the tools are in todevice-kit.jar");
    }
    int arguments = command.getCommandSpec().positionalParameters().size();
    return arguments == 0
        ? "'" + command.getCommandName() + "' takes only options"
        : "'"
            + command.getCommandName()
            + "' takes "
            + arguments
            + (arguments == 1 ? " argument" : " arguments")
            + ", not more";
  }
}
