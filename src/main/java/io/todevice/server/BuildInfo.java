package io.todevice.server;

import io.todevice.spec.model.SpecificationDocument;
import io.todevice.text.PackedFile;
import io.todevice.text.Sha256;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** What this build is: its version, and the specification that it was generated from. */
public final class BuildInfo {

  /** How much of a digest is enough to tell two specifications apart at a glance. */
  private static final int SHORT_DIGEST = 12;

  private BuildInfo() {}

  /** What {@code --version} prints, line by line. */
  public static List<String> lines() {
    return List.of(
        "todevice-server " + version(),
        "specification "
            + SpecificationDocument.get().revision()
            + " sha256:"
            + specificationDigest());
  }

  /** The project's version. */
  public static String version() {
    Properties properties = new Properties();
    try {
      properties.load(
          new StringReader(
              PackedFile.readText(BuildInfo.class, "/io/todevice/cli/build.properties")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }

  /** The SHA-256 of the assembled document, in 64 hexadecimal digits. */
  public static String specificationDigest() {
    return Sha256.hex(PackedFile.read(BuildInfo.class, "/io/todevice/spec/openapi.yaml"));
  }

  /** The first digits of {@link #specificationDigest}. */
  public static String shortSpecificationDigest() {
    return specificationDigest().substring(0, SHORT_DIGEST);
  }
}
