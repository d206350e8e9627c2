package io.todevice.spec.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A coverage as JSON, which is read back to the same coverage. */
final class CoverageJson {

  private CoverageJson() {}

  static String write(Coverage coverage) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("revision", coverage.revision());
    root.put("summary", coverage.summary());
    ArrayNode operations = root.putArray("operations");
    for (CoveredOperation operation : coverage.operations()) {
      ObjectNode node = operations.addObject();
      if (!operation.operationId().isEmpty()) {
        node.put("operationId", operation.operationId());
      }
      node.put("method", operation.method());
      node.put("path", operation.path());
      node.put("file", operation.file());
      node.put("served", operation.isServed());
      node.put("since", operation.since());
      node.put("deprecated", operation.isDeprecated());
    }
    return new String(Yaml.writeJson(root), StandardCharsets.UTF_8);
  }

  static Coverage parse(byte[] json) {
    JsonNode root = Yaml.parse(json, "coverage.json");
    List<CoveredOperation> operations = new ArrayList<>();
    for (JsonNode node : root.path("operations")) {
      operations.add(
          new CoveredOperation(
              node.path("operationId").asText(""),
              node.path("method").asText(),
              node.path("path").asText(),
              node.path("file").asText(),
              node.path("served").asBoolean(),
              node.path("since").asText(),
              node.path("deprecated").asBoolean()));
    }
    return new Coverage(root.path("revision").asText(), operations);
  }
}
