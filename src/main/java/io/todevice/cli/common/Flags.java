package io.todevice.cli.common;

import picocli.CommandLine.Model.OptionSpec;

/**
 * Options without a value. Built by hand, because picocli's own help options come with reflection,
 * which every start would pay for.
 */
public final class Flags {

  private Flags() {}

  /** A flag of these names. */
  public static OptionSpec.Builder of(String... names) {
    return OptionSpec.builder(names).type(boolean.class).arity("0");
  }

  /** {@code -h} and {@code --help}. */
  public static OptionSpec help() {
    return of("-h", "--help").usageHelp(true).description("Print this.").build();
  }

  /** {@code -V} and {@code --version}. */
  public static OptionSpec version() {
    return of("-V", "--version")
        .versionHelp(true)
        .description("Print the version, and the specification with its digest.")
        .build();
  }
}
