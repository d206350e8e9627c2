package io.todevice.cli.spec;

import io.todevice.cli.Flags;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code spec}: the group of the commands about the specification. */
public final class SpecCommand implements Callable<Integer> {

  /** How it is called. */
  public static final String NAME = "spec";

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name(NAME);

  private SpecCommand() {}

  /** The command, with all below it. */
  public static CommandSpec spec() {
    CommandSpec spec = new SpecCommand().spec.addOption(Flags.help());
    spec.usageMessage().description("Says things about the specification; starts no server.");
    spec.addSubcommand(CoverageCommand.NAME, new CommandLine(CoverageCommand.spec()));
    return spec;
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "'spec' needs a command: " + String.join(", ", spec.subcommands().keySet()));
  }
}
