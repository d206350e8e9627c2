package io.todevice.cli.common;

import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** What somebody may have meant who misspelt a name: what picocli finds for commands. */
public final class Suggestions {

  private Suggestions() {}

  /** The names that are most similar, ready to follow an error; empty if none is. */
  public static String of(String misspelt, Collection<String> names) {
    CommandSpec commands = CommandSpec.create();
    names.stream()
        .distinct()
        .forEach(name -> commands.addSubcommand(name, new CommandLine(CommandSpec.create())));
    List<String> similar =
        new UnmatchedArgumentException(new CommandLine(commands), List.of(misspelt))
            .getSuggestions();
    return similar.isEmpty() ? "" : "; did you mean " + String.join(" or ", similar) + "?";
  }
}
