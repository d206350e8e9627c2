package io.todevice.spec.follow;

import java.nio.file.Path;
import java.util.List;

/**
 * What to follow, and how.
 *
 * @param project the project's checkout
 * @param directory the files of the revision
 * @param accepted the document that was accepted last
 * @param revision the name of the revision; empty to find it out from the files
 * @param reach where references may lead beside the tree of the files, as {@link
 *     io.todevice.spec.assembly.Reach#parse} reads it
 * @param tests which tests to run: {@link #ALL_TESTS}, {@link #KIT_TESTS}, {@link #NO_TESTS}, or a
 *     pattern of Surefire's
 * @param maven the command that runs Maven
 * @param mavenOptions further arguments for it
 */
public record FollowSettings(
    Path project,
    Path directory,
    Path accepted,
    String revision,
    String reach,
    String tests,
    String maven,
    List<String> mavenOptions) {

  /** Runs all tests. */
  public static final String ALL_TESTS = "all";

  /** Runs the cases of the conformance kit against the server. */
  public static final String KIT_TESTS = "kit";

  /** Compiles the tests and runs none. */
  public static final String NO_TESTS = "none";

  /** Copies the list. */
  public FollowSettings {
    mavenOptions = List.copyOf(mavenOptions);
  }

  /** Where the build puts everything, beside what the project's own build made. */
  Path buildDirectory() {
    return project.resolve("target/follow");
  }

  /** The page in Markdown. */
  public Path page() {
    return buildDirectory().resolve("follow.md");
  }
}
