package io.todevice.spec.follow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.UnusablePath;
import io.todevice.spec.Yaml;
import io.todevice.spec.assembly.Overlay;
import io.todevice.spec.assembly.Reach;
import io.todevice.spec.assembly.ServedOperations;
import io.todevice.spec.build.Assembled;
import io.todevice.spec.codegen.CodegenDocument;
import io.todevice.spec.drift.Drift;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.trace.Trace;
import io.todevice.spec.trace.TraceIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Takes the project down the whole road of another revision: assembles it, compares it with the
 * document that was accepted last, builds, tests, and says what is left for a person to write.
 */
public final class Follow {

  private final FollowSettings settings;
  private final BiFunction<JsonNode, Path, List<String>> cases;
  private final Consumer<String> progress;
  private final List<FollowReport.Section> sections = new ArrayList<>();

  /**
   * Prepares it.
   *
   * @param cases the cases of the conformance kit that a document brings, and what they found in a
   *     build directory, as lines for the page
   * @param progress gets a line before each step that takes minutes
   */
  public Follow(
      FollowSettings settings,
      BiFunction<JsonNode, Path, List<String>> cases,
      Consumer<String> progress) {
    this.settings = settings;
    this.cases = cases;
    this.progress = progress;
  }

  /**
   * Does it. What is wrong with the revision is a line of the report.
   *
   * @throws SpecificationException if the project is no checkout of this project, or Maven cannot
   *     be run
   * @throws IOException if the build directory cannot be written
   * @throws InterruptedException if the thread is interrupted
   */
  public FollowReport run() throws IOException, InterruptedException {
    requireCheckout();
    ObjectNode document;
    DriftReport drift;
    try {
      ServedOperations served =
          ServedOperations.read(settings.project().resolve("spec/served-operations.yaml"));
      Overlay overlay = Overlay.read(settings.project().resolve("spec/overlay.yaml"));
      Reach reach = Reach.parse(settings.reach());
      document =
          Assembled.of(settings.directory(), served, overlay, reach, settings.revision())
              .document();
      CodegenDocument.of(document);
      Trace trace =
          Trace.of(
              TraceIndex.of(
                  settings.project(), served.operationIds(), served.optional(), served.own()));
      drift = Drift.between(accepted(), document, served.operationIds(), trace);
    } catch (SpecificationException e) {
      section("What stops it", List.of(String.valueOf(e.getMessage())));
      return new FollowReport(
          settings.directory().toString(), FollowReport.Outcome.UNUSABLE, sections);
    }
    section("What changed since " + drift.before().name(), ChangeSummary.of(drift));
    clear(settings.buildDirectory());
    progress.accept(
        "%s, compared with %s: Maven builds%s in %s, which takes minutes"
            .formatted(
                drift.after().name(),
                drift.before().name(),
                settings.tests().equals(FollowSettings.NO_TESTS) ? "" : " and tests",
                settings.buildDirectory()));
    MavenBuild build = MavenBuild.run(settings);
    Findings findings = Findings.of(settings, build, drift);
    section("What was compiled", findings.compiled());
    section("The cases of the conformance kit", cases.apply(document, settings.buildDirectory()));
    section("What the tests found", findings.tests());
    section("What a person has to write", findings.toWrite());
    section("What a person has to review", findings.toReview());
    section("What nobody has to write", ChangeSummary.ofCompatible(drift));
    return new FollowReport(
        drift.after().name(),
        build.passed() ? FollowReport.Outcome.FOLLOWED : FollowReport.Outcome.TO_WRITE,
        sections);
  }

  private void section(String heading, List<String> lines) {
    sections.add(new FollowReport.Section(heading, lines.isEmpty() ? List.of("nothing") : lines));
  }

  private void requireCheckout() {
    for (String file : List.of("pom.xml", "spec/served-operations.yaml", "templates")) {
      if (!Files.exists(settings.project().resolve(file))) {
        throw new SpecificationException(
            settings.project().toString(),
            "is no checkout of this project, as "
                + file
                + " is missing: --project=DIR says where one is");
      }
    }
  }

  private ObjectNode accepted() throws IOException {
    Path file = settings.accepted();
    if (!Files.isRegularFile(file)) {
      throw UnusablePath.noFile(file);
    }
    if (Yaml.parse(Files.readAllBytes(file), file.toString()) instanceof ObjectNode document) {
      return document;
    }
    throw new SpecificationException(file.toString(), "is no OpenAPI document");
  }

  private static void clear(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(directory);
  }
}
