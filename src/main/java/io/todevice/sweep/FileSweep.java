package io.todevice.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.Yaml;
import io.todevice.spec.assembly.Overlay;
import io.todevice.spec.audit.StructureAudit;
import io.todevice.spec.codegen.CodegenDocument;
import io.todevice.spec.model.ServedOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The road of one file: amended, normalised, generated, compiled, audited. What goes wrong on it is
 * told of this file and harms no other.
 */
final class FileSweep {

  private static final int MAX_ERRORS = 5;

  private final String file;
  private final SweepSettings settings;
  private final GeneratorRun generator;
  private final List<String> notes = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private StructureAudit audit = new StructureAudit(List.of(), 0);
  private int operations;
  private int interfaces;
  private int models;

  /**
   * The sweep of a file.
   *
   * @param folder the name of its folder and package
   */
  FileSweep(String file, String folder, SweepSettings settings) {
    this.file = file;
    this.settings = settings;
    this.generator = new GeneratorRun(settings, folder);
  }

  /** A report of a file that could not be assembled. */
  static FileReport ofUnusable(String file, SpecificationException fault, List<String> notes) {
    return new FileReport(
        file, 0, 0, 0, 0, List.of(), List.of(Objects.toString(fault.getMessage())), notes);
  }

  /**
   * Does it.
   *
   * @param document the file, assembled
   * @param assemblyNotes what assembling had to tell
   */
  FileReport run(ObjectNode document, List<String> assemblyNotes) {
    notes.addAll(assemblyNotes);
    operations = countOperations(document);
    try {
      sweep(document);
    } catch (SpecificationException | GeneratorLibrary.GenerationException e) {
      errors.addAll(Objects.toString(e.getMessage()).lines().limit(MAX_ERRORS).toList());
    } catch (IOException e) {
      errors.add("cannot be written: " + e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      errors.add("a defect of this tool or of the generator: " + e);
    }
    return new FileReport(
        file, operations, interfaces, models, audit.free(), audit.losses(), errors, notes);
  }

  private void sweep(ObjectNode document) throws IOException, GeneratorLibrary.GenerationException {
    Overlay overlay = settings.overlay();
    overlay.applyTo(document);
    // What the server's own code wants hides structure that this looks for.
    document.remove(CodegenDocument.JAVA_TYPES);
    Files.createDirectories(generator.directory());
    Files.write(generator.directory().resolve("openapi.yaml"), Yaml.write(document));
    ObjectNode codegen = CodegenDocument.of(document);
    audit = StructureAudit.of(document, codegen);
    JavaSources sources = generator.run(codegen);
    interfaces = sources.count(generator.apiPackage());
    models = sources.count(generator.modelPackage());
    if (interfaces != operations) {
      errors.add(operations + " operations, but " + interfaces + " interfaces");
    }
    int wanted = codegen.path("components").path("schemas").size();
    if (models != wanted) {
      errors.add(wanted + " models were asked for, but " + models + " were generated");
    }
    Path classes = generator.directory().resolve("classes");
    errors.addAll(
        sources.compile(settings.classPath(), classes).stream().limit(MAX_ERRORS).toList());
  }

  private static int countOperations(JsonNode document) {
    int count = 0;
    for (JsonNode path : document.path("paths")) {
      for (Map.Entry<String, JsonNode> member : path.properties()) {
        count += ServedOperation.METHODS.contains(member.getKey()) ? 1 : 0;
      }
    }
    return count;
  }
}
