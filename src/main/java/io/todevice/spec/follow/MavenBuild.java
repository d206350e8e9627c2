package io.todevice.spec.follow;

import io.todevice.spec.SpecificationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A build of the project with Maven, from another specification and into a directory of its own.
 *
 * @param passed whether Maven was satisfied
 * @param output what Maven printed, line by line
 */
record MavenBuild(boolean passed, List<String> output) {

  private static final Pattern COLOUR = Pattern.compile("\\u001b\\[[0-9;]*m");

  /** The test that runs the conformance kit. */
  private static final String KIT = "OwnServerTest";

  /** What Maven says beside the reason. */
  private static final Pattern HINT =
      Pattern.compile(
          "(-> )?\\[Help.*|To see the full stack trace.*|Re-run Maven.*|For more information.*");

  MavenBuild {
    output = List.copyOf(output);
  }

  /**
   * Runs it.
   *
   * @throws SpecificationException if there is no Maven
   * @throws InterruptedException if the thread is interrupted; the build is then stopped
   */
  static MavenBuild run(FollowSettings settings) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(settings.maven(), "--batch-mode", "-q"));
    command.addAll(settings.mavenOptions());
    switch (settings.tests()) {
      case FollowSettings.NO_TESTS -> command.add("test-compile");
      case FollowSettings.ALL_TESTS -> command.add("test");
      case FollowSettings.KIT_TESTS -> command.addAll(List.of("test", "-Dtest=" + KIT));
      default -> command.addAll(List.of("test", "-Dtest=" + settings.tests()));
    }
    command.add("-Dspec.dir=" + settings.directory());
    command.add("-Dspec.accepted=" + settings.accepted());
    command.add("-Dspec.revision=" + settings.revision());
    command.add("-Dspec.reach=" + settings.reach());
    command.add("-Dbuild.dir=" + settings.buildDirectory());
    // The hand-written sources are checked by the project's own build.
    command.add("-Dcompiler.checks=-Xdiags:compact");
    Process maven;
    try {
      maven =
          new ProcessBuilder(command)
              .directory(settings.project().toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      throw new SpecificationException(
          settings.maven(), "cannot be run: --maven=FILE says where Maven is");
    }
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(maven.getInputStream(), StandardCharsets.UTF_8))) {
      List<String> output =
          reader.lines().map(line -> COLOUR.matcher(line).replaceAll("")).toList();
      return new MavenBuild(maven.waitFor() == 0, output);
    } catch (IOException e) {
      return new MavenBuild(false, List.of("[ERROR] the output of Maven cannot be read"));
    } finally {
      maven.destroy();
    }
  }

  /** Its errors, apart from the compiler's. */
  List<String> errors() {
    return output.stream()
        .filter(line -> line.startsWith("[ERROR] "))
        .map(line -> line.substring("[ERROR] ".length()).strip())
        .filter(line -> !line.isEmpty() && !HINT.matcher(line).matches())
        .distinct()
        .toList();
  }
}
