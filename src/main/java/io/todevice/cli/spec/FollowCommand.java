package io.todevice.cli.spec;

import io.todevice.cli.common.ExitCodes;
import io.todevice.cli.common.Flags;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.follow.Follow;
import io.todevice.spec.follow.FollowReport;
import io.todevice.spec.follow.FollowSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code spec follow}: builds and tests the project from another revision, and says what is left.
 */
final class FollowCommand implements Callable<Integer> {

  static final String NAME = "follow";

  private static final String PROJECT = "--project";
  private static final String ACCEPTED = "--accepted";
  private static final String TESTS = "--tests";
  private static final String REVISION = "--revision";
  private static final String REACH = "--reach";
  private static final String MAVEN = "--maven";
  private static final String MAVEN_OPTIONS = "--maven-options";

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name(NAME);

  private FollowCommand() {}

  static CommandSpec spec() {
    CommandSpec spec = new FollowCommand().spec;
    Map<String, String> exitCodes = new LinkedHashMap<>();
    exitCodes.put(Integer.toString(ExitCodes.DONE), "the server follows DIR as it is");
    exitCodes.put(Integer.toString(ExitCodes.FAILED), "the page cannot be written");
    exitCodes.put(
        Integer.toString(ExitCodes.USAGE),
        "an option is wrong, there is no checkout or no Maven, or DIR is no specification");
    exitCodes.put(Integer.toString(ExitCodes.BREAKS), "a person has to write something first");
    spec.usageMessage()
        .description(
            "Assembles the files of DIR, compares them with what was accepted last, builds and"
                + " tests a checkout of this project from them, and says what a person has to"
                + " write. Needs the checkout and Maven. The page is also in"
                + " target/follow/follow.md.")
        .sortOptions(false)
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(exitCodes);
    spec.addOption(Flags.help());
    option(spec, PROJECT, "DIR", "The checkout. Default: the current directory.");
    option(
        spec,
        ACCEPTED,
        "FILE",
        "The document that was accepted last. Default: that of the checkout.");
    option(
        spec,
        TESTS,
        "TESTS",
        "Which tests to run: all, kit (the cases of the conformance kit), none, or a pattern such"
            + " as 'Sync*Test'. Default: all.");
    option(spec, REVISION, "NAME", "What the revision is called. Default: what its files say.");
    option(
        spec,
        REACH,
        "PLACES",
        "Directories and web addresses that references may lead to beside the tree of DIR.");
    option(spec, MAVEN, "FILE", "The command that runs Maven. Default: mvn.");
    option(spec, MAVEN_OPTIONS, "OPTIONS", "Further arguments for it, separated by blanks.");
    option(spec, SpecOptions.OUTPUT, "FILE", "Write the page there too, in Markdown.");
    return spec.addPositional(
        SpecOptions.argument(
            0, "DIR", "The files, laid out like Matrix's data/api/client-server.", true));
  }

  private static void option(CommandSpec spec, String name, String label, String description) {
    spec.addOption(SpecOptions.option(name, label, description));
  }

  @Override
  public Integer call() {
    Path project = SpecOptions.path(PROJECT, find(PROJECT).orElse("")).toAbsolutePath().normalize();
    FollowSettings settings =
        new FollowSettings(
            project,
            SpecOptions.path(
                    "DIR", spec.commandLine().getParseResult().matchedPositionalValue(0, ""))
                .toAbsolutePath(),
            find(ACCEPTED)
                .map(text -> SpecOptions.path(ACCEPTED, text).toAbsolutePath())
                .orElse(project.resolve("src/test/resources/golden/openapi.yaml")),
            find(REVISION).orElse(""),
            find(REACH).orElse(""),
            find(TESTS).orElse(FollowSettings.ALL_TESTS),
            find(MAVEN).orElse("mvn"),
            find(MAVEN_OPTIONS).stream()
                .flatMap(text -> Stream.of(text.strip().split("\\s+")))
                .toList());
    try {
      FollowReport report = new Follow(settings, KitCases::of).run();
      write(report, settings.page());
      find(SpecOptions.OUTPUT)
          .ifPresent(file -> write(report, SpecOptions.path(SpecOptions.OUTPUT, file)));
      SpecOptions.write(report.toText(), Optional.empty(), spec.commandLine());
      return switch (report.outcome()) {
        case FOLLOWED -> ExitCodes.DONE;
        case TO_WRITE -> ExitCodes.BREAKS;
        case UNUSABLE -> ExitCodes.USAGE;
      };
    } catch (SpecificationException e) {
      return SpecOptions.printError(
          String.valueOf(e.getMessage()), ExitCodes.USAGE, spec.commandLine());
    } catch (UnwritableException e) {
      return SpecOptions.printError(
          e.getMessage() + ": cannot be written", ExitCodes.FAILED, spec.commandLine());
    } catch (IOException e) {
      return SpecOptions.printError(
          settings.page().getParent() + ": cannot be written",
          ExitCodes.FAILED,
          spec.commandLine());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return SpecOptions.printError("interrupted", ExitCodes.FAILED, spec.commandLine());
    }
  }

  private static void write(FollowReport report, Path file) {
    try {
      Path directory = file.toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      Files.writeString(file, report.toMarkdown());
    } catch (IOException e) {
      throw new UnwritableException(file.toString());
    }
  }

  private static final class UnwritableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnwritableException(String file) {
      super(file);
    }
  }

  private Optional<String> find(String option) {
    return SpecOptions.find(spec.commandLine().getParseResult(), option);
  }
}
