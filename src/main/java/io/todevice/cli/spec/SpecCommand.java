package io.todevice.cli.spec;

import io.todevice.cli.common.Flags;
import picocli.CommandLine.Model.CommandSpec;

/** {@code spec}: the group of the commands about the specification. */
public final class SpecCommand {

  /** What it is called. */
  public static final String NAME = "spec";

  private SpecCommand() {}

  /** The group with its commands. */
  public static CommandSpec spec() {
    CommandSpec group = CommandSpec.create().name(NAME);
    group
        .usageMessage()
        .description("Commands about the specification that the server is built from.");
    group.addOption(Flags.help());
    group.addSubcommand(DiffCommand.NAME, DiffCommand.spec());
    group.addSubcommand(FollowCommand.NAME, FollowCommand.spec());
    group.addSubcommand(CoverageCommand.NAME, CoverageCommand.spec());
    return group;
  }
}
