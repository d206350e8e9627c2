package io.todevice.cli.spec;

import io.todevice.cli.common.Flags;
import io.todevice.cli.common.Tool;
import picocli.CommandLine.Model.CommandSpec;

/** {@code spec}: the group of the commands about the specification. */
public final class SpecCommand implements Tool {

  @Override
  public CommandSpec spec() {
    CommandSpec group = CommandSpec.create().name("spec");
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
