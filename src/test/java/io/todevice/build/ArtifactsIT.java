package io.todevice.build;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The artifacts")
@Tag("proof")
class ArtifactsIT {

  /** What the JDK has, and what the users of JUnit and AssertJ bring along. */
  private static final String[] ELSEWHERE = {
    "java..", "javax..", "com.sun..", "org.junit..", "org.opentest4j..", "org.assertj.."
  };

  private static final String SERVICES = "META-INF/services/";

  private static Path artifact(String name) {
    return Path.of(System.getProperty("todevice.build.dir"), name);
  }

  /** The classes, and the files that name classes of services. */
  private static Set<String> classes(String name) throws IOException {
    try (JarFile jar = new JarFile(artifact(name).toFile())) {
      return jar.stream()
          .filter(entry -> !entry.isDirectory())
          .map(ZipEntry::getName)
          .filter(entry -> entry.endsWith(".class") || entry.startsWith(SERVICES))
          .collect(Collectors.toSet());
    }
  }

  /** What the project's own classes in an artifact use and the artifact does not have. */
  private static Set<String> missing(String name) throws IOException {
    Set<String> classes = classes(name);
    try (JarFile jar = new JarFile(artifact(name).toFile())) {
      return new ClassFileImporter()
              .withImportOption(location -> !location.contains("/shaded/"))
              .withImportOption(location -> location.contains("!/io/todevice/"))
              .importJar(jar)
              .stream()
              .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
              .map(dependency -> dependency.getTargetClass().getBaseComponentType())
              .filter(
                  target -> !target.isPrimitive() && !resideInAnyPackage(ELSEWHERE).test(target))
              .map(JavaClass::getName)
              .filter(target -> !classes.contains(target.replace('.', '/') + ".class"))
              .collect(Collectors.toSet());
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"todevice-server.jar", "todevice-kit.jar"})
  @DisplayName("start, say what they serve, answer, and end on SIGTERM (R6)")
  void startAnswerAndEnd(String name) throws Exception {
    assertThat(missing(name)).isEmpty();
    try (RunningJar server = RunningJar.start("-jar", artifact(name).toString())) {
      assertThat(server.startLine())
          .contains("server name localhost", "store memory", "specification v1.8", "sha256:");
      assertThat(server.call("GET", "/_matrix/client/versions", "").statusCode()).isEqualTo(200);
      assertThat(server.call("GET", "/openapi.yaml", "").body()).startsWith("openapi: 3.1.0\n");
      assertThat(server.terminate()).isIn(0, 143);
    }
  }

  @Test
  @DisplayName("have one Jackson, and the server none of the tools and of their libraries")
  void server() throws IOException {
    assertThat(classes("todevice-kit.jar"))
        .contains("io/todevice/conformance/Conformance.class")
        .noneMatch(name -> name.startsWith("tools/jackson/"));
    assertThat(classes("todevice-server.jar"))
        .noneMatch(name -> name.startsWith("tools/jackson/"))
        .noneMatch(name -> name.startsWith("org/eclipse/jgit/"))
        .noneMatch(name -> name.startsWith("org/noear/"))
        .noneMatch(name -> name.startsWith("org/apache/commons/"))
        .noneMatch(name -> name.startsWith("io/todevice/conformance/"));
  }

  @Test
  @DisplayName("for tests: no class that the class path of a test could have in another version")
  void test() throws IOException {
    assertThat(classes("todevice-test.jar"))
        .contains("io/todevice/testing/Todevice.class")
        .allMatch(
            name ->
                name.startsWith("io/todevice/")
                    || name.startsWith(SERVICES + "io.todevice.shaded."));
    assertThat(missing("todevice-test.jar"))
        .allMatch(
            name ->
                name.startsWith("org.slf4j.")
                    // Opened where a setting names them, which the library does not offer.
                    || name.equals("io.todevice.store.sqlite.SqliteStore")
                    || name.equals("io.todevice.store.postgres.PostgresStore"));
  }
}
