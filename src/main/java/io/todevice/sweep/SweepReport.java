package io.todevice.sweep;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.audit.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What a sweep found out, for people and for programs. The same findings always give the same text.
 *
 * @param files the reports, in the order of the files
 */
record SweepReport(List<FileReport> files) {

  private static final String ROW = "%-34s %10s %7s %8s %11s %6s  %s";

  SweepReport {
    files = List.copyOf(files);
  }

  boolean passes() {
    return !files.isEmpty() && files.stream().allMatch(FileReport::passes);
  }

  /** One line. */
  String summary() {
    return "%d of %d files pass: %d operations, %d models, %d structured schemas untyped, %d exceptions"
        .formatted(
            files.stream().filter(FileReport::passes).count(),
            files.size(),
            sum(FileReport::operations),
            sum(FileReport::models),
            sum(file -> file.untyped().size()),
            sum(file -> file.exceptions().size()));
  }

  /** A table for a terminal, and below it what there is to say of single files. */
  String toText() {
    StringBuilder text = new StringBuilder();
    text.append(row("file", "operations", "models", "untyped", "exceptions", "free", ""));
    for (FileReport file : files) {
      text.append(
          row(
              file.file(),
              file.operations(),
              file.models(),
              file.untyped().size(),
              file.exceptions().size(),
              file.free(),
              result(file)));
    }
    text.append(
        row(
            "all",
            sum(FileReport::operations),
            sum(FileReport::models),
            sum(file -> file.untyped().size()),
            sum(file -> file.exceptions().size()),
            sum(FileReport::free),
            ""));
    remarks("  ").forEach(line -> text.append(line).append('\n'));
    return text.append(summary()).append('\n').toString();
  }

  /** The same as Markdown. */
  String toMarkdown() {
    StringBuilder text = new StringBuilder("# Sweep\n\n").append(summary()).append(".\n\n");
    text.append("| File | Operations | Models | Untyped | Exceptions | Free | Result |\n");
    text.append("| --- | ---: | ---: | ---: | ---: | ---: | --- |\n");
    for (FileReport file : files) {
      text.append(
          "| `%s` | %d | %d | %d | %d | %d | %s |\n"
              .formatted(
                  file.file(),
                  file.operations(),
                  file.models(),
                  file.untyped().size(),
                  file.exceptions().size(),
                  file.free(),
                  result(file)));
    }
    List<String> remarks = remarks("- ");
    if (!remarks.isEmpty()) {
      text.append('\n');
      remarks.forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }

  ObjectNode toJson() {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("passes", passes());
    report.put("summary", summary());
    ArrayNode list = report.putArray("files");
    for (FileReport file : files) {
      ObjectNode node = list.addObject();
      node.put("file", file.file());
      node.put("passes", file.passes());
      node.put("operations", file.operations());
      node.put("models", file.models());
      node.put("free", file.free());
      putLosses(node.putArray("untyped"), file.untyped());
      putLosses(node.putArray("exceptions"), file.exceptions());
      file.errors().forEach(node.putArray("errors")::add);
      file.notes().forEach(node.putArray("notes")::add);
    }
    return report;
  }

  private static void putLosses(ArrayNode list, List<Loss> losses) {
    for (Loss loss : losses) {
      ObjectNode node = list.addObject();
      node.put("pointer", loss.pointer());
      node.put("java", loss.javaPlace());
      node.put("lost", loss.lost());
      if (loss.isException()) {
        node.put("reason", loss.reason());
      }
    }
  }

  private List<String> remarks(String bullet) {
    List<String> lines = new ArrayList<>();
    for (FileReport file : files) {
      String start = bullet + file.file();
      for (String error : file.errors()) {
        // What a specification is refused with names the file itself.
        boolean isNamed = error.startsWith(file.file());
        lines.add((isNamed ? bullet : start + ": ") + "error: " + error);
      }
      file.untyped().forEach(loss -> lines.add(start + "#" + line("untyped", loss)));
      file.exceptions()
          .forEach(
              loss ->
                  lines.add(start + "#" + line("exception", loss) + " (" + loss.reason() + ")"));
      file.notes().forEach(note -> lines.add(bullet + "note: " + note));
    }
    return lines;
  }

  private static String line(String what, Loss loss) {
    return loss.pointer() + ": " + what + ": " + loss.javaPlace() + " lost " + loss.lost();
  }

  private static String result(FileReport file) {
    if (!file.isCompiled()) {
      return "fails";
    }
    return file.passes() ? "passes" : "loses structure";
  }

  private static String row(Object... cells) {
    return ROW.formatted(cells).stripTrailing() + "\n";
  }

  private int sum(ToIntFunction<FileReport> count) {
    return files.stream().mapToInt(count).sum();
  }
}
