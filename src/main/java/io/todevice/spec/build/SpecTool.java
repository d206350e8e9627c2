package io.todevice.spec.build;

import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.Yaml;
import io.todevice.spec.assembly.Overlay;
import io.todevice.spec.assembly.OwnOperations;
import io.todevice.spec.assembly.Reach;
import io.todevice.spec.assembly.ServedOperations;
import io.todevice.spec.codegen.CodegenDocument;
import io.todevice.spec.codegen.ImplementingClasses;
import io.todevice.spec.coverage.Coverage;
import io.todevice.spec.coverage.CoverageFormat;
import io.todevice.spec.drift.Drift;
import io.todevice.spec.drift.Selection;
import io.todevice.spec.drift.render.ChangeLines;
import io.todevice.spec.drift.render.MarkdownReport;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.DriftReport.Scope;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.spec.trace.Trace;
import io.todevice.spec.trace.TraceIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the build runs before the code generator: assembles the specification's files, applies the
 * overlay, checks the result, and writes {@code openapi.yaml}, {@code openapi.json}, {@code
 * codegen.yaml}, {@code coverage.md} and {@code coverage.json}. Where anything is wrong it writes
 * nothing. It reports what has changed since the document that was accepted last, also in {@code
 * drift.md}.
 */
public final class SpecTool {

  /** A digest of what the generated code depends on beside the document. */
  private static final String GENERATOR_INPUTS = "x-generator-inputs";

  private static final String DRIFT = "drift: ";

  /** What a line begins with that somebody should look into. */
  private static final List<String> WARNINGS = List.of(DRIFT, "overlay: ", "versions: ");

  private SpecTool() {}

  /**
   * Runs the tool.
   *
   * @param args the directory of the files; the list of served operations; the overlay, or {@code
   *     none}; the directory to write to; then files and directories that the generated code
   *     depends on beside the specification; anywhere, {@code --accepted=} with the document that
   *     was accepted last, {@code --accept=true} to accept this one, {@code --reach=} with where
   *     references may lead ({@link Reach}), {@code --revision=} with the name of the revision,
   *     where its files do not tell it, {@code --admin=} with the document of the admin API, which
   *     becomes {@code admin-codegen.yaml}, and {@code --project=} with the project whose classes
   *     and tests the report names, and whose files have the optional operations that a revision
   *     lacks
   * @throws SpecificationException if the specification cannot be used
   */
  public static void main(String[] args) throws IOException {
    for (String line : run(args)) {
      System.out.println(
          (WARNINGS.stream().anyMatch(line::startsWith) ? "[WARNING] " : "[INFO] ") + line);
    }
  }

  /** Runs the tool, and returns the lines of its report. */
  static List<String> run(String... all) throws IOException {
    String[] args = Arrays.stream(all).filter(arg -> !arg.startsWith("--")).toArray(String[]::new);
    if (args.length < 4) {
      throw new IllegalArgumentException(
          "usage: SpecTool DIRECTORY SERVED OVERLAY OUTPUT [INPUT…]");
    }
    ServedOperations served = ServedOperations.read(Path.of(args[1]));
    Overlay overlay = args[2].equals("none") ? Overlay.NONE : Overlay.read(Path.of(args[2]));
    Assembled assembled =
        Assembled.of(
            Path.of(args[0]),
            served,
            overlay,
            Reach.parse(option("--reach=", all)),
            option("--revision=", all));
    ObjectNode document = assembled.document();
    List<String> report = new ArrayList<>(assembled.notes());
    String project = option("--project=", all);
    ObjectNode codegen =
        CodegenDocument.of(
            complete(document, served.missing(operationIds(document)), overlay, project));
    Optional<ObjectNode> index = index(project, served);
    index.ifPresent(found -> ImplementingClasses.addTo(codegen, found.path("operations")));
    List<Path> inputs = Arrays.stream(args).skip(4).map(Path::of).toList();
    String digest = Digests.ofFiles(inputs);
    codegen.withObject("/info").put(GENERATOR_INPUTS, digest);
    Coverage coverage = Coverage.of(assembled.index(), served.operationIds());
    write(Path.of(args[3]), document, codegen, coverage);
    String admin = option("--admin=", all);
    if (!admin.isEmpty()) {
      ObjectNode own = CodegenDocument.of(Yaml.read(Path.of(admin), admin));
      own.withObject("/info").put(GENERATOR_INPUTS, digest);
      writeIfChanged(Path.of(args[3], "admin-codegen.yaml"), Yaml.write(own));
    }
    Trace trace = Trace.EMPTY;
    if (index.isPresent()) {
      writeIfChanged(Path.of(args[3], "trace.json"), Yaml.writeJson(index.get()));
      trace = Trace.of(index.get());
    }
    String accepted = option("--accepted=", all);
    if (Boolean.parseBoolean(option("--accept=", all))) {
      report.add(accept(accepted, document));
    }
    report.addAll(drift(accepted, document, served, trace, Path.of(args[3])));
    assembled.idle().forEach(action -> report.add("overlay: nothing to amend for " + action));
    report.add(
        "specification "
            + document.at("/info/version").asText()
            + ": "
            + operationIds(document).size()
            + " operations assembled");
    return report;
  }

  private static Set<String> operationIds(ObjectNode document) {
    return SpecificationDocument.of(document).operationIds();
  }

  /** The document with the operations that the revision lacks and need not have. */
  private static ObjectNode complete(
      ObjectNode document, ServedOperations missing, Overlay overlay, String project) {
    if (missing.operationIds().isEmpty() || project.isEmpty()) {
      return document;
    }
    ObjectNode complete = document.deepCopy();
    Path own = Path.of(project, "spec");
    OwnOperations.merge(complete, Assembled.of(own, missing, overlay, Reach.TREE, "").document());
    return complete;
  }

  private static String option(String name, String... args) {
    return Arrays.stream(args)
        .filter(arg -> arg.startsWith(name))
        .map(arg -> arg.substring(name.length()))
        .findFirst()
        .orElse("");
  }

  /** Which classes, clauses and tests of the project belong to which operation. */
  private static Optional<ObjectNode> index(String project, ServedOperations served)
      throws IOException {
    return project.isEmpty()
        ? Optional.empty()
        : Optional.of(
            TraceIndex.of(
                Path.of(project), served.operationIds(), served.optional(), served.own()));
  }

  private static String accept(String accepted, ObjectNode document) throws IOException {
    if (accepted.isEmpty()) {
      throw new SpecificationException("spec.accepted", "names no file to accept the document in");
    }
    Path file = Path.of(accepted).toAbsolutePath();
    Files.createDirectories(file.getParent());
    writeIfChanged(file, Yaml.write(document));
    return "accepted: " + document.at("/info/version").asText() + " in " + accepted;
  }

  private static List<String> drift(
      String accepted, ObjectNode document, ServedOperations served, Trace trace, Path directory)
      throws IOException {
    Path page = directory.resolve("drift.md");
    Files.deleteIfExists(page);
    if (accepted.isEmpty() || !Files.isRegularFile(Path.of(accepted))) {
      return List.of();
    }
    ObjectNode before = (ObjectNode) Yaml.read(Path.of(accepted), accepted);
    if (before.equals(document)) {
      return List.of();
    }
    DriftReport report =
        Drift.between(
            before,
            document,
            // What is served from the project's own files is in both documents.
            new Selection(Scope.SERVER, served.operationIds(), served.optional(), Set.of()),
            trace);
    List<String> lines =
        ChangeLines.ofAttention(report).stream().map(line -> DRIFT + line).collect(toList());
    if (!lines.isEmpty()) {
      writeIfChanged(page, MarkdownReport.of(report).getBytes(StandardCharsets.UTF_8));
      lines.add(DRIFT + "all of it is in " + page);
    }
    return lines;
  }

  private static void write(
      Path directory, ObjectNode document, ObjectNode codegen, Coverage coverage)
      throws IOException {
    Files.createDirectories(directory);
    writeIfChanged(directory.resolve("openapi.yaml"), Yaml.write(document));
    writeIfChanged(directory.resolve("openapi.json"), Yaml.writeJson(document));
    writeIfChanged(directory.resolve("codegen.yaml"), Yaml.write(codegen));
    writeIfChanged(directory.resolve("coverage.md"), bytes(CoverageFormat.MARKDOWN, coverage));
    writeIfChanged(directory.resolve("coverage.json"), bytes(CoverageFormat.JSON, coverage));
  }

  private static byte[] bytes(CoverageFormat format, Coverage coverage) {
    return format.write(coverage).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Whole or not at all, and not touched where it is the same already, so that later steps can be
   * skipped.
   */
  private static void writeIfChanged(Path file, byte[] bytes) throws IOException {
    if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
      return;
    }
    Path temporary = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
    Files.write(temporary, bytes);
    Files.move(
        temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
