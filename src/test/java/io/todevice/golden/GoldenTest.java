package io.todevice.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.ProjectSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Some of what the build generates, kept as it was when it was last looked at, so that a change to
 * the specification, the normaliser, a template or the generator shows what it changes.
 */
class GoldenTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String GENERATED = "generated-sources/openapi/io/todevice/";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api/SendToDeviceApi",
        "api/SyncApi",
        "api/LoginApi",
        "model/SendToDeviceRequest",
        "model/SyncResponse",
        "model/SyncResponseToDevice",
        "model/SyncResponseToDeviceEventsItem",
        "model/RegisterRequestAuth",
        "http/Implementations"
      })
  void theSourceIsAsItWasLastLookedAt(String name) throws IOException {
    compare(GENERATED + name + ".java", name.replaceFirst(".*/", "") + ".java.txt");
  }

  @Test
  void theAssembledDocumentIsAsItWasLastLookedAt() throws IOException {
    compare("spec/openapi.yaml", "openapi.yaml");
  }

  private static void compare(String generated, String golden) throws IOException {
    ProjectSpec.assumeBuiltFromIt();
    Path source = ProjectSpec.buildDirectory().resolve(generated);
    Path copy = GOLDEN.resolve(golden);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(copy, Files.readString(source));
    }
    assertThat(copy).exists();
    assertThat(Files.readString(source))
        .withFailMessage(
            "%s is not what %s says. See what has changed:%n  diff -u %s %s%nIf it is meant to, "
                + "take it over with:%n  mvn test -Dtest=GoldenTest -Dgolden.update=true",
            source, copy, copy, source)
        .isEqualTo(Files.readString(copy));
  }
}
