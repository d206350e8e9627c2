package io.todevice.cli.spec;

import io.todevice.cli.common.ExitCodes;
import io.todevice.cli.common.OptionValues;
import io.todevice.cli.common.Options;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.follow.Follow;
import io.todevice.spec.follow.FollowReport;
import io.todevice.spec.follow.FollowSettings;
import io.todevice.text.OneLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
    return new Options(
            new FollowCommand().spec,
            "Assembles the files of DIR, compares them with what was accepted last, builds and"
                + " tests a checkout of this project from them, and says what a person has to"
                + " write. Needs the checkout and Maven. The page is also in"
                + " target/follow/follow.md.")
        .value(PROJECT, "DIR", "The checkout. Default: the current directory.")
        .value(
            ACCEPTED, "FILE", "The document that was accepted last. Default: that of the checkout.")
        .value(
            TESTS,
            "TESTS",
            "Which tests to run: all, kit (the cases of the conformance kit), none, or a pattern"
                + " such as 'Sync*Test'. Default: all.")
        .value(REVISION, "NAME", "What the revision is called. Default: what its files say.")
        .value(
            REACH,
            "PLACES",
            "Directories and web addresses that references may lead to beside the tree of DIR.")
        .value(MAVEN, "FILE", "The command that runs Maven. Default: mvn.")
        .value(MAVEN_OPTIONS, "OPTIONS", "Further arguments for it, separated by blanks.")
        .value(SpecOptions.OUTPUT, "FILE", "Write the page there too, in Markdown.")
        .argument("DIR", "The files, laid out like Matrix's data/api/client-server.", true)
        .exitCode(ExitCodes.DONE, "the server follows DIR as it is")
        .exitCode(ExitCodes.FAILED, "the page cannot be written")
        .exitCode(
            ExitCodes.USAGE,
            "an option is wrong, there is no checkout or no Maven, DIR is no specification, or there"
                + " can be no code for it")
        .exitCode(ExitCodes.BREAKS, "a person has to write something first")
        .command();
  }

  @Override
  public Integer call() {
    OptionValues values = new OptionValues(spec.commandLine().getParseResult());
    Path project = values.findPath(PROJECT).orElse(Path.of("")).toAbsolutePath().normalize();
    FollowSettings settings =
        new FollowSettings(
            project,
            OptionValues.path("DIR", values.argument(0)).toAbsolutePath(),
            values
                .findPath(ACCEPTED)
                .map(Path::toAbsolutePath)
                .orElse(project.resolve("src/test/resources/golden/openapi.yaml")),
            values.find(REVISION).orElse(""),
            values.find(REACH).orElse(""),
            values.find(TESTS).orElse(FollowSettings.ALL_TESTS),
            values.find(MAVEN).orElse("mvn"),
            values.find(MAVEN_OPTIONS).stream()
                .flatMap(text -> Stream.of(text.strip().split("\\s+")))
                .toList());
    try {
      FollowReport report = new Follow(settings, KitCases::of, this::printProgress).run();
      write(report, settings.page());
      values.findPath(SpecOptions.OUTPUT).ifPresent(file -> write(report, file));
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

  private void printProgress(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(OneLine.of(line));
    err.flush();
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
}
