package io.todevice.spec.follow;

import io.todevice.spec.Names;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.Impact;
import io.todevice.spec.drift.report.OperationDrift;
import io.todevice.spec.follow.CompilerErrors.CompilerError;
import io.todevice.spec.trace.Signatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a build found out, as lines of the page.
 *
 * @param compiled what was generated and compiled
 * @param tests what the tests found
 * @param toWrite what a person has to write, each with its place
 * @param toReview what a person has to review, as neither the compiler nor a test finds it
 */
record Findings(
    List<String> compiled, List<String> tests, List<String> toWrite, List<String> toReview) {

  /** Where the generated interfaces stand below the build directory. */
  private static final String SOURCES = "generated-sources/openapi";

  static Findings of(FollowSettings settings, MavenBuild build, DriftReport drift)
      throws IOException {
    Path generated = settings.buildDirectory().resolve(SOURCES);
    List<CompilerError> errors = CompilerErrors.in(build.output());
    TestResults results = TestResults.in(settings.buildDirectory().resolve("surefire-reports"));
    List<String> toWrite = new ArrayList<>();
    Map<String, String> signatures = Signatures.in(generated);
    for (CompilerError error : errors) {
      toWrite.add(
          relative(settings.project(), error.file()) + ":" + error.line() + ": " + error.message());
    }
    toWrite.addAll(signaturesOf(errors, drift, signatures));
    for (TestResults.Failure failure : results.failures()) {
      String place = failure.place().isEmpty() ? failure.test() : failure.place();
      toWrite.add(place + ": " + failure.message() + " (" + failure.test() + ")");
    }
    if (!build.passed() && toWrite.isEmpty()) {
      toWrite.addAll(build.errors());
    }
    List<String> toReview =
        drift.served().stream()
            .filter(
                operation ->
                    operation.has(Impact.REVIEW) || (build.passed() && operation.has(Impact.CODE)))
            .map(
                operation ->
                    operation.operation().operationId()
                        + ": "
                        + String.join(", ", operation.trace().implementations()))
            .toList();
    return new Findings(compiled(settings, generated, errors), tests(results), toWrite, toReview);
  }

  /** What the interfaces demand of the classes that do not compile. */
  private static List<String> signaturesOf(
      List<CompilerError> errors, DriftReport drift, Map<String, String> signatures) {
    Map<String, String> lines = new TreeMap<>();
    for (CompilerError error : errors) {
      signatures.forEach(
          (api, signature) -> {
            if (error.message().matches(".*\\b" + api + "\\b.*")) {
              lines.put(api, api + ": " + signature);
            }
          });
      for (OperationDrift operation : drift.served()) {
        String api = Names.pascalCase(operation.operation().operationId()) + "Api";
        boolean isTouched =
            operation.has(Impact.CODE)
                && operation.trace().implementations().stream()
                    .anyMatch(type -> error.file().endsWith(sourceOf(type)));
        if (isTouched && signatures.containsKey(api)) {
          lines.put(api, api + ": " + signatures.get(api));
        }
      }
    }
    return List.copyOf(lines.values());
  }

  private static Path sourceOf(String type) {
    return Path.of(type.replaceFirst("\\$.*", "").replace('.', '/') + ".java");
  }

  private static List<String> compiled(
      FollowSettings settings, Path generated, List<CompilerError> errors) throws IOException {
    long interfaces = count(generated.resolve("io/todevice/api"), ".java");
    long models = count(generated.resolve("io/todevice/model"), ".java");
    long classes = count(settings.buildDirectory().resolve("classes"), ".class");
    long tests = count(settings.buildDirectory().resolve("test-classes"), ".class");
    return List.of(
        interfaces + " generated interfaces and " + models + " generated models",
        errors.isEmpty()
            ? classes + " classes and " + tests + " classes of tests, without an error"
            : errors.size() + " errors of the compiler");
  }

  private static List<String> tests(TestResults results) {
    if (results.classes().isEmpty()) {
      return List.of("no test ran");
    }
    return List.of(
        "%d tests of %d classes: %d failed, %d skipped"
            .formatted(
                results.run(),
                results.classes().size(),
                results.failures().size(),
                results.skipped()));
  }

  private static long count(Path directory, String ending) throws IOException {
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(ending)).count();
    }
  }

  private static Path relative(Path project, Path file) {
    Path base = project.toAbsolutePath().normalize();
    return file.startsWith(base) ? base.relativize(file) : file;
  }
}
