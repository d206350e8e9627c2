package io.todevice.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.text.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SeedTest {

  private static final String SHA_256 =
      "2c6676aa1b1b7c1a052e6c121ce83bd1afd0c9c375248e45baffdcf1a816889c";

  @Test
  void theSeedIsMatrixsOwnFileUnchanged() throws IOException {
    assertThat(Sha256.hex(Files.readAllBytes(Path.of("spec/to_device.yaml")))).isEqualTo(SHA_256);
  }

  @Test
  void theFolderSaysTheSameDigestToItsReaders() throws IOException {
    assertThat(Files.readString(Path.of("spec/README.md"))).contains(SHA_256);
  }
}
