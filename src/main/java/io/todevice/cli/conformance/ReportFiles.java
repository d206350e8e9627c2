package io.todevice.cli.conformance;

import io.todevice.cli.common.OptionValues;
import io.todevice.config.ConfigException;
import io.todevice.conformance.render.BadgeReport;
import io.todevice.conformance.render.HtmlReport;
import io.todevice.conformance.render.JUnitXmlReport;
import io.todevice.conformance.render.JsonReport;
import io.todevice.conformance.render.MarkdownReport;
import io.todevice.conformance.render.StoredReport;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.run.KnownFailures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The files that a run writes, and the reading of one. */
final class ReportFiles {

  private final Map<Path, Function<ConformanceReport, String>> files = new LinkedHashMap<>();

  /**
   * The files that were asked for, of which none is written yet.
   *
   * @throws ConfigException if one cannot be written where it is to be
   */
  ReportFiles(OptionValues values, KnownFailures known) {
    Map<String, Function<ConformanceReport, String>> renderers = new LinkedHashMap<>();
    renderers.put(KitOptions.JUNIT, JUnitXmlReport::of);
    renderers.put(KitOptions.JSON, JsonReport::of);
    renderers.put(KitOptions.HTML, HtmlReport::of);
    renderers.put(KitOptions.MARKDOWN, MarkdownReport::of);
    renderers.put(KitOptions.BADGE, BadgeReport::of);
    renderers.put(KitOptions.WRITE_KNOWN_FAILURES, report -> known.write(report.results()));
    renderers.forEach(
        (option, renderer) ->
            values.findPath(option).ifPresent(file -> add(option, file, renderer)));
  }

  /**
   * Reads the JSON of an earlier run.
   *
   * @throws ConfigException if the file cannot be read, or is not such a report
   */
  static ConformanceReport read(Path file) {
    try {
      return StoredReport.parse(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ConfigException(file.toString(), "cannot be read");
    } catch (IllegalArgumentException e) {
      throw new ConfigException(file.toString(), String.valueOf(e.getMessage()));
    }
  }

  private void add(String option, Path file, Function<ConformanceReport, String> renderer) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new ConfigException(option, "there is no folder for " + file);
    }
    if (Files.isDirectory(file) || !Files.isWritable(Files.exists(file) ? file : folder)) {
      throw new ConfigException(option, file + " cannot be written");
    }
    if (files.put(file, renderer) != null) {
      throw new ConfigException(option, file + " is written by another option too");
    }
  }

  /** Writes them; returns those that could not be written. */
  List<Path> write(ConformanceReport report) {
    List<Path> failed = new ArrayList<>();
    files.forEach(
        (file, renderer) -> {
          try {
            // A server may have sent half of a character; unlike writeString this passes it over.
            Files.write(file, renderer.apply(report).getBytes(StandardCharsets.UTF_8));
          } catch (IOException e) {
            failed.add(file);
          }
        });
    return failed;
  }
}
