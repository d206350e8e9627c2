package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.model.SpecificationDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("This build")
class BuildInfoTest {

  @Test
  @DisplayName("knows its version from the build")
  void version() throws IOException {
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<artifactId>todevice-server</artifactId>\n  <version>" + BuildInfo.version());
  }

  @Test
  @DisplayName("names the digest of the document that it was built with")
  void digest() throws IOException, NoSuchAlgorithmException {
    byte[] document;
    try (InputStream in =
        SpecificationDocument.class.getResourceAsStream("/io/todevice/spec/openapi.yaml")) {
      document = Objects.requireNonNull(in).readAllBytes();
    }
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document));
    assertThat(BuildInfo.specificationDigest()).isEqualTo(digest).hasSize(64);
    assertThat(BuildInfo.shortSpecificationDigest()).isEqualTo(digest.substring(0, 12));
  }

  @Test
  @DisplayName("says both, and the specification's release")
  void lines() {
    assertThat(BuildInfo.lines())
        .containsExactly(
            "todevice-server " + BuildInfo.version(),
            "specification "
                + SpecificationDocument.get().revision()
                + " sha256:"
                + BuildInfo.specificationDigest());
  }
}
