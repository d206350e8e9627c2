package io.todevice.cli.common;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Describes a command: its options in the order in which {@code --help} shows them, its arguments
 * and its exit codes.
 */
public final class Options {

  private final CommandSpec command;
  private final Map<String, String> exitCodes = new LinkedHashMap<>();

  /** Describes a command that has only {@code --help} yet. */
  public Options(CommandSpec command, String description) {
    this.command = command;
    command.usageMessage().description(description).sortOptions(false);
    command.addOption(Flags.help());
  }

  /** An option with a value. */
  public Options value(String name, String label, String description) {
    return add(OptionSpec.builder(name).type(String.class), label, description);
  }

  /** An option whose value is a list, separated by commas; it may be repeated. */
  public Options values(String name, String label, String description) {
    return add(OptionSpec.builder(name).type(String[].class).splitRegex(","), label, description);
  }

  private Options add(OptionSpec.Builder option, String label, String description) {
    command.addOption(option.arity("1").paramLabel(label).description(description).build());
    return this;
  }

  /** An option without a value. */
  public Options flag(String name, String description) {
    command.addOption(Flags.of(name).description(description).build());
    return this;
  }

  /** The next argument, which must, or may, be there. */
  public Options argument(String label, String description, boolean isRequired) {
    command.addPositional(
        PositionalParamSpec.builder()
            .index(Integer.toString(command.positionalParameters().size()))
            .type(String.class)
            .arity(isRequired ? "1" : "0..1")
            .paramLabel(label)
            .description(description)
            .required(isRequired)
            .build());
    return this;
  }

  /** The arguments, of which there is one or more. */
  public Options arguments(String label, String description) {
    command.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .type(String[].class)
            .arity("1..*")
            .paramLabel(label)
            .description(description)
            .required(true)
            .build());
    return this;
  }

  /** What the command may end with. */
  public Options exitCode(int code, String meaning) {
    exitCodes.put(Integer.toString(code), meaning);
    command.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(exitCodes);
    return this;
  }

  /** The command. */
  public CommandSpec command() {
    return command;
  }
}
