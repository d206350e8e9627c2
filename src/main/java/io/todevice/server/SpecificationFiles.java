package io.todevice.server;

import io.todevice.http.gateway.FixedDocument;
import io.todevice.spec.model.SpecificationDocument;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The assembled document as it is served: {@code GET /openapi.yaml} and {@code GET /openapi.json}.
 */
final class SpecificationFiles {

  private SpecificationFiles() {}

  static List<FixedDocument> list() {
    return List.of(
        new FixedDocument("/openapi.yaml", "application/yaml", read("openapi.yaml")),
        new FixedDocument("/openapi.json", "application/json", read("openapi.json")));
  }

  private static byte[] read(String name) {
    try (InputStream file =
        SpecificationDocument.class.getResourceAsStream("/io/todevice/spec/" + name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(name + " cannot be read", e);
    }
  }
}
