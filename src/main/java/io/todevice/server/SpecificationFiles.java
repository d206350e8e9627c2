package io.todevice.server;

import io.todevice.http.route.FixedDocument;
import io.todevice.text.PackedFile;
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
    return PackedFile.read(SpecificationFiles.class, "/io/todevice/spec/" + name);
  }
}
