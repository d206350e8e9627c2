package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes one OpenAPI document of the events that devices send to each other, where the files of a
 * revision stand in a checkout like Matrix's, with schemas of events beside the API. Each event is
 * an operation that is called like its file and takes and gives the whole event, so that what one
 * client sends and what another one reads can be compared like requests and responses.
 */
public final class EventAssembler {

  /** A file says of its event in words that it can be sent as a to-device event. */
  private static final Pattern TO_DEVICE =
      Pattern.compile("\\bas an? (\\w+ )?\\[?to-device\\b", Pattern.CASE_INSENSITIVE);

  private EventAssembler() {}

  /** The directory with the schemas of a revision; empty if there is none. */
  public static Optional<Path> findDirectory(Path revision) {
    Path api = revision.toAbsolutePath().normalize().getParent();
    if (api == null || !api.endsWith("data/api")) {
      return Optional.empty();
    }
    return Optional.of(api.resolveSibling("event-schemas").resolve("schema"))
        .filter(Files::isDirectory);
  }

  /**
   * The document.
   *
   * @param directory the directory with the schemas
   * @throws SpecificationException if it cannot be read; what is wrong in a file is marked as
   *     {@link RevisionAssembler} says
   */
  public static ObjectNode assemble(Path directory) {
    SourceTree source = new SourceTree(directory, Reach.TREE);
    SchemaComponents components = new SchemaComponents();
    References references = new References(source, components, Dialect.V3_1, Tolerance.MARK);
    ObjectNode document = JsonNodeFactory.instance.objectNode().put("openapi", "3.1.0");
    ObjectNode paths = document.putObject("paths");
    for (Place file : source.listFiles()) {
      try {
        if (!isSentToDevices(source.get(file))) {
          continue;
        }
        ObjectNode operation =
            paths
                .putObject("/" + file.fileStem())
                .putObject("post")
                .put("operationId", file.fileStem());
        operation.put(SourceMap.SOURCE, file.toString());
        JsonNode schema = references.resolve(file, Position.SCHEMA);
        content(operation.putObject("requestBody")).set("schema", schema);
        content(operation.putObject("responses").putObject("200")).set("schema", schema);
      } catch (SpecificationException fault) {
        document
            .withArray("/" + Tolerance.FAULTS)
            .addObject()
            .put("file", file.fileName())
            .put("reason", fault.getMessage());
      }
    }
    document.putObject("components").set("schemas", components.toNode());
    return document;
  }

  private static ObjectNode content(ObjectNode owner) {
    return owner.putObject("content").putObject("application/json");
  }

  private static boolean isSentToDevices(JsonNode node) {
    String description = node.path("description").asText("").replaceAll("\\s+", " ");
    if (TO_DEVICE.matcher(description).find()) {
      return true;
    }
    for (JsonNode child : node) {
      if (isSentToDevices(child)) {
        return true;
      }
    }
    return false;
  }
}
