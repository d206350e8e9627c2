package io.todevice.spec.assembly;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecificationException;
import java.util.List;
import org.noear.snack4.ONode;
import org.noear.snack4.jsonpath.JsonPath;
import org.noear.snack4.jsonpath.PathSource;

/** JSONPath (RFC 9535) on our trees. */
final class JsonPaths {

  private JsonPaths() {}

  /**
   * The places that a JSONPath selects, in document order.
   *
   * @param place what to name in an error
   * @throws SpecificationException if {@code path} is no JSONPath
   */
  static List<JsonPointer> find(String path, JsonNode document, String place) {
    try {
      ONode tree = ONode.ofJson(document.toString()).usePaths();
      return JsonPath.parse(path).select(tree).getNodeList().stream()
          .map(JsonPaths::pointerOf)
          .toList();
    } catch (RuntimeException e) {
      throw new SpecificationException(place, "the target '" + path + "' is no JSONPath");
    }
  }

  private static JsonPointer pointerOf(ONode node) {
    PathSource source = node.source;
    if (source == null) {
      return JsonPointer.empty();
    }
    JsonPointer parent = pointerOf(source.parent);
    return source.key != null
        ? parent.appendProperty(source.key)
        : parent.appendIndex(source.index);
  }
}
