package io.todevice.metamorphic;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.metamorphic.EditableFiles.At;
import io.todevice.spec.ProjectSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Edits that put something somewhere else. */
final class Moves {

  private Moves() {}

  /** Puts what stands at a place somewhere else, and a reference in its place. */
  static boolean move(EditableFiles files, At at, At target) {
    JsonNode node = files.get(at);
    if (!node.isObject() || node.has("$ref") || at.pointer().matches()) {
      return false;
    }
    JsonNode moved = files.forFile(node, at.file(), target.file());
    ObjectNode reference = JsonNodeFactory.instance.objectNode();
    reference.put("$ref", files.reference(target, at.file()));
    files.set(at, reference);
    if (target.pointer().matches()) {
      files.put(target.file(), moved);
    } else {
      ObjectNode file = files.get(target.file()).deepCopy();
      JsonPointer parent = target.pointer().head();
      if (!file.at(parent.head()).isMissingNode() && !file.at(parent.head()).isObject()) {
        return false;
      }
      // Matrix's files may say components.X by a reference, beside which nothing may stand.
      if (file.at(parent).has("$ref")) {
        files.set(at, node);
        return false;
      }
      file.withObject(parent.toString()).set(target.pointer().last().getMatchingProperty(), moved);
      files.put(target.file(), file);
    }
    return true;
  }

  static String sibling(String file, String name) {
    // In a folder of its own, since each file beside an OpenAPI document may be one.
    return Path.of("/", file).resolveSibling("moved").resolve(name).toString().substring(1);
  }

  static boolean renameFile(EditableFiles files, At at, Random random) {
    String to = beside(at.file(), "renamed_" + random.nextInt(10_000) + ".yaml");
    for (String name : List.copyOf(files.names())) {
      if (!name.equals(at.file())
          && files.get(name).findValuesAsText("$ref").stream()
              .anyMatch(ref -> files.resolve(ref, name).file().equals(at.file()))) {
        return false;
      }
    }
    JsonNode content = files.get(at.file());
    files.remove(at.file());
    files.put(to, content);
    return true;
  }

  /** An operation's path item in a file of its own, with what its file says around it. */
  static boolean moveOperation(EditableFiles files, At at, Random random) {
    JsonPointer item = at.pointer().head();
    ObjectNode document = files.get(at.file()).deepCopy();
    if (document.path("paths").size() < 2) {
      return false;
    }
    String to = beside(at.file(), "split_" + random.nextInt(10_000) + ".yaml");
    String path = item.last().getMatchingProperty();
    ObjectNode other = document.deepCopy();
    JsonNode pathItem = other.path("paths").get(path);
    other.putObject("paths").set(path, pathItem);
    ((ObjectNode) document.get("paths")).remove(path);
    files.put(at.file(), document);
    files.put(to, other);
    return true;
  }

  static boolean splitBasePath(EditableFiles files, At at, Random random) {
    ObjectNode document = files.get(at).deepCopy();
    JsonNode server = document.path("servers").path(0);
    JsonNode base = server.at("/variables/basePath/default");
    String url = server.path("url").asText("");
    String path = base.isTextual() ? base.textValue() : url.replaceFirst("^[a-z]+://[^/]*", "");
    int last = path.lastIndexOf('/');
    if (last <= 0
        || server.path("variables").size() > 3
        || (!base.isTextual() && url.contains("{"))) {
      return false;
    }
    ObjectNode changed = JsonNodeFactory.instance.objectNode();
    changed.put("url", "https://matrix.example" + path.substring(0, last));
    document.putArray("servers").add(changed);
    ObjectNode paths = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> item : document.path("paths").properties()) {
      if (item.getValue().has("servers")) {
        return false;
      }
      paths.set(path.substring(last) + item.getKey(), item.getValue());
    }
    document.set("paths", paths);
    files.set(at, document);
    return true;
  }

  static boolean renameSecurityScheme(EditableFiles files, At at, Random random) {
    ObjectNode document = files.get(at).deepCopy();
    JsonNode schemes = document.at("/components/securitySchemes");
    JsonNode defined =
        schemes.path("$ref").isTextual()
            ? files.get(files.resolve(schemes.get("$ref").textValue(), at.file()))
            : schemes;
    if (defined.isEmpty()) {
      return false;
    }
    String name = defined.fieldNames().next();
    if (ProjectSpec.overlay().toString().contains(name)) {
      // The project's overlay amends the releases that have this scheme.
      return false;
    }
    String renamed = name + random.nextInt(10_000);
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    defined
        .properties()
        .forEach(
            scheme ->
                copy.set(
                    scheme.getKey().equals(name) ? renamed : scheme.getKey(), scheme.getValue()));
    document.withObject("/components").set("securitySchemes", copy);
    for (JsonNode owner : document.findParents("security")) {
      for (JsonNode alternative : owner.get("security")) {
        if (alternative instanceof ObjectNode object && object.has(name)) {
          JsonNode scopes = object.remove(name);
          object.set(renamed, scopes);
        }
      }
    }
    files.set(at, document);
    return true;
  }

  private static String beside(String file, String name) {
    return Path.of("/", file).resolveSibling(name).toString().substring(1);
  }
}
