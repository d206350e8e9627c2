package io.todevice.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.Yaml;
import io.todevice.spec.assembly.FileAssembler;
import io.todevice.spec.assembly.Overlay;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * What the build runs in the profile {@code sweep}: takes every file of a directory down the whole
 * road, prints a table, and writes {@code report.md} and {@code report.json}.
 */
public final class SweepTool {

  private SweepTool() {}

  /**
   * Runs the tool.
   *
   * @param args the directory of the files; the overlay, or {@code none}; the generator's templates
   *     and its configuration; the directory to write to, which is emptied first; the class path
   *     that generated code is compiled against
   * @throws SpecificationException if the directory holds no file with operations, or a file fails
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 6) {
      throw new IllegalArgumentException(
          "usage: SweepTool DIRECTORY OVERLAY TEMPLATES CONFIGURATION OUTPUT CLASSPATH");
    }
    SweepSettings settings =
        new SweepSettings(
            Path.of(args[0]),
            args[1].equals("none") ? Overlay.NONE : Overlay.read(Path.of(args[1])),
            Path.of(args[2]),
            Path.of(args[3]),
            Path.of(args[4]),
            args[5]);
    PrintStream out = System.out;
    SweepReport report;
    try {
      // The generator asks for donations with every file.
      System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
      report = sweep(settings);
    } finally {
      System.setOut(out);
    }
    Files.write(settings.output().resolve("report.json"), Yaml.writeJson(report.toJson()));
    Files.writeString(settings.output().resolve("report.md"), report.toMarkdown());
    out.print(report.toText());
    out.flush();
    if (!report.passes()) {
      throw new SpecificationException(args[0], report.summary());
    }
  }

  /** Sweeps the directory: assembling one file after the other, the rest of the road at once. */
  static SweepReport sweep(SweepSettings settings) throws IOException, InterruptedException {
    FileAssembler assembler = new FileAssembler(settings.directory());
    if (assembler.listFiles().isEmpty()) {
      throw new SpecificationException(
          settings.directory().toString(), "no file with operations is here");
    }
    clear(settings.output());
    Map<String, String> folders = FolderNames.of(assembler.listFiles());
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<FileReport>> reports = new ArrayList<>();
      for (Map.Entry<String, String> folder : folders.entrySet()) {
        String file = folder.getKey();
        FileSweep sweep = new FileSweep(file, folder.getValue(), settings);
        List<String> notes = new ArrayList<>();
        try {
          ObjectNode document = assembler.assemble(file, notes::add);
          reports.add(threads.submit(() -> sweep.run(document, notes)));
        } catch (SpecificationException e) {
          reports.add(threads.submit(() -> FileSweep.ofUnusable(file, e, notes)));
        }
      }
      return new SweepReport(results(reports));
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<FileReport> results(List<Future<FileReport>> futures)
      throws InterruptedException {
    List<FileReport> reports = new ArrayList<>();
    for (Future<FileReport> future : futures) {
      try {
        reports.add(future.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
    return reports;
  }

  private static void clear(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(directory);
  }
}
