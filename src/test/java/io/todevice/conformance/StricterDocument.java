package io.todevice.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.model.SpecificationDocument;

/** A document that demands of {@code GET /versions} what no server answers. */
public final class StricterDocument {

  /** The case that fails with it, of what the specification demands. */
  public static final String FAILS = "API.getVersions.every-response";

  private StricterDocument() {}

  /** The document. */
  public static JsonNode get() {
    JsonNode document = SpecificationDocument.getTree().deepCopy();
    ObjectNode content =
        (ObjectNode)
            document.at(
                "/paths/~1_matrix~1client~1versions/get/responses/200/content/application~1json");
    content.putObject("schema").put("type", "object").putArray("required").add("moon_phase");
    return document;
  }
}
