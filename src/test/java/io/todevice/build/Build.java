package io.todevice.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A build of this project with Maven, with another specification and into another directory, and
 * without the network: all that it needs was there for the build that runs the tests.
 *
 * @param directory where it builds
 * @param exitCode Maven's
 * @param output what Maven printed
 */
record Build(Path directory, int exitCode, String output) {

  /** The tag of the tests that run in the profile {@code slow} only, which CI has. */
  static final String SLOW = "slow";

  private static final long MAX_MINUTES = 15;

  static Build compile(Path specification, Path directory, String... arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("compile", "-Dspec.dir=" + specification));
    all.addAll(List.of(arguments));
    return run(directory, all.toArray(String[]::new));
  }

  /**
   * Sweeps a directory. Not without the network: the build that runs the tests does without the
   * profile, and so perhaps without the libraries that the profile needs.
   */
  static Build sweep(Path specification, Path directory) throws IOException, InterruptedException {
    List<String> arguments =
        List.of("process-classes", "-Psweep", "-Dspec.dir=" + specification, "-Dspec.overlay=none");
    return execute(directory, arguments);
  }

  /** Runs a phase, and whatever else the arguments say, without the network. */
  static Build run(Path directory, String... arguments) throws IOException, InterruptedException {
    List<String> offline = new ArrayList<>(List.of("-o"));
    offline.addAll(List.of(arguments));
    return execute(directory, offline);
  }

  private static Build execute(Path directory, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString());
    command.addAll(List.of("-q", "-B"));
    command.addAll(arguments);
    command.add("-Dbuild.dir=" + directory);
    // The same sources have been checked by the build that runs the tests.
    command.add("-Dcompiler.checks=-Xdiags:compact");
    Path log = Files.createTempFile("build", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    // A short run is over before the second compiler would pay.
    builder.environment().merge("MAVEN_OPTS", "-XX:TieredStopAtLevel=1", (a, b) -> a + " " + b);
    Process maven = builder.start();
    if (!maven.waitFor(MAX_MINUTES, TimeUnit.MINUTES)) {
      maven.destroyForcibly();
      throw new AssertionError("the build takes too long:\n" + Files.readString(log));
    }
    return new Build(directory, maven.exitValue(), Files.readString(log));
  }

  /** The class path of what was built: its own classes in place of those of this build. */
  String classPath() {
    Path own = Path.of(System.getProperty("todevice.build.dir"), "classes");
    String separator = System.getProperty("path.separator");
    return Stream.of(
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(separator))
        .map(entry -> Path.of(entry).equals(own) ? directory.resolve("classes").toString() : entry)
        .filter(entry -> !entry.endsWith("test-classes"))
        .collect(Collectors.joining(separator, directory.resolve("classes") + separator, ""));
  }

  /** A copy of a directory's files, to be edited. */
  static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return to;
  }

  /** Replaces a text that must be there, everywhere in a file. */
  static void edit(Path file, String old, String replacement) throws IOException {
    String text = Files.readString(file, UTF_8);
    if (!text.contains(old)) {
      throw new AssertionError(file + " has no '" + old + "'");
    }
    Files.writeString(file, text.replace(old, replacement));
  }
}
