package io.todevice.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The generator, run for one file with the build's own configuration and templates, into a folder
 * and packages of that file's own.
 *
 * @param settings what the sweep works with
 * @param folder the name of the file's folder and package
 */
record GeneratorRun(SweepSettings settings, String folder) {

  /** What else the generator would write. */
  private static final List<String> UNWANTED =
      List.of("apiTests", "modelTests", "apiDocs", "modelDocs");

  Path directory() {
    return settings.output().resolve(folder);
  }

  String apiPackage() {
    return "sweep." + folder + ".api";
  }

  String modelPackage() {
    return "sweep." + folder + ".model";
  }

  /** Generates. */
  JavaSources run(ObjectNode codegen) throws IOException, GeneratorLibrary.GenerationException {
    Path input = directory().resolve("codegen.yaml");
    Files.write(input, Yaml.write(codegen));
    Path sources = directory().resolve("java");
    Path configuration = directory().resolve("generator.yaml");
    Files.write(configuration, Yaml.write(configuration(input, sources)));
    GeneratorLibrary.generate(configuration);
    return new JavaSources(sources);
  }

  private ObjectNode configuration(Path input, Path sources) throws IOException {
    ObjectNode tree =
        (ObjectNode)
            Yaml.parse(
                Files.readAllBytes(settings.configuration()), settings.configuration().toString());
    tree.put("inputSpec", input.toString());
    tree.put("outputDir", sources.toString());
    tree.put("templateDir", settings.templates().toString());
    tree.put("apiPackage", apiPackage());
    tree.put("modelPackage", modelPackage());
    tree.put("invokerPackage", apiPackage());
    ObjectNode wanted = tree.putObject("globalProperties");
    wanted.put("apis", "").put("models", "");
    UNWANTED.forEach(name -> wanted.put(name, "false"));
    return tree;
  }
}
