package io.todevice.sweep;

import com.fasterxml.jackson.databind.Module;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;

/**
 * openapi-generator as a library. Its classes are found by name: they are on the class path in the
 * profile {@code sweep} only, so that neither the server nor its tests get its dependencies.
 */
final class GeneratorLibrary {

  private static final String PACKAGE = "org.openapitools.codegen.";

  private GeneratorLibrary() {}

  /** That generation failed; the message says why. */
  static final class GenerationException extends Exception {
    private static final long serialVersionUID = 1L;

    GenerationException(Throwable cause) {
      super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
    }
  }

  /**
   * Generates what a configuration file asks for.
   *
   * @throws GenerationException if the generator refuses it
   * @throws IllegalStateException if the library is not there, or is another version of it
   */
  static void generate(Path configuration) throws GenerationException {
    try {
      Class<?> configurator = Class.forName(PACKAGE + "config.CodegenConfigurator");
      Object settings =
          configurator
              .getMethod("fromFile", String.class, Module[].class)
              .invoke(null, configuration.toString(), new Module[0]);
      Object input = configurator.getMethod("toClientOptInput").invoke(settings);
      Class<?> generator = Class.forName(PACKAGE + "DefaultGenerator");
      // Without the list of generated files, which nobody reads.
      Object instance = generator.getConstructor().newInstance();
      generator.getMethod("setGenerateMetadata", Boolean.class).invoke(instance, false);
      generator.getMethod("opts", input.getClass()).invoke(instance, input);
      generator.getMethod("generate").invoke(instance);
    } catch (InvocationTargetException e) {
      throw new GenerationException(e.getCause() == null ? e : e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("openapi-generator is not on the class path: " + e, e);
    }
  }
}
