package io.todevice.server;

import io.todevice.http.route.FixedDocument;
import io.todevice.text.PackedFile;
import java.util.List;

/**
 * The assembled document as it is served: {@code GET /openapi.yaml} and {@code GET /openapi.json}.
 */
final class SpecificationFiles {

  static final String YAML = "/openapi.yaml";
  static final String JSON = "/openapi.json";

  private SpecificationFiles() {}

  static List<FixedDocument> list() {
    return List.of(
        new FixedDocument(YAML, "application/yaml", read("openapi.yaml")),
        new FixedDocument(JSON, "application/json", read("openapi.json")));
  }

  private static byte[] read(String name) {
    return PackedFile.read(SpecificationFiles.class, "/io/todevice/spec/" + name);
  }
}
