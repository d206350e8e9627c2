package io.todevice.cli;

import io.todevice.spec.model.SpecificationDocument;
import io.todevice.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;

/** What this build is: its version, and the specification that it was generated from. */
final class BuildInfo {

  /** How much of a digest is enough to tell two specifications apart at a glance. */
  private static final int SHORT_DIGEST = 12;

  private BuildInfo() {}

  /** What {@code --version} prints, line by line. */
  static List<String> lines() {
    return List.of(
        "todevice-server " + version(),
        "specification "
            + SpecificationDocument.get().revision()
            + " sha256:"
            + specificationDigest());
  }

  /** The project's version. */
  static String version() {
    Properties properties = new Properties();
    try (InputStream in = resource("build.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new IllegalStateException("build.properties cannot be read", e);
    }
    return properties.getProperty("version", "unknown");
  }

  /** The SHA-256 of the assembled document, in 64 hexadecimal digits. */
  static String specificationDigest() {
    try (InputStream in = resource("/io/todevice/spec/openapi.yaml")) {
      return Sha256.hex(in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException("openapi.yaml cannot be read", e);
    }
  }

  /** The first digits of {@link #specificationDigest}. */
  static String shortSpecificationDigest() {
    return specificationDigest().substring(0, SHORT_DIGEST);
  }

  private static InputStream resource(String name) {
    InputStream in = BuildInfo.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException(
          name + " is not on the class path: was the server built with Maven?");
    }
    return in;
  }
}
