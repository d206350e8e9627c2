package io.todevice.spec.assembly;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecificationException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.noear.snack4.ONode;
import org.noear.snack4.jsonpath.JsonPath;
import org.noear.snack4.jsonpath.PathSource;

/** JSONPath (RFC 9535) on our trees. */
final class JsonPaths {

  private JsonPaths() {}

  /**
   * The places that a JSONPath selects, in document order, each once.
   *
   * @param place what to name in an error
   * @throws SpecificationException if {@code path} is no JSONPath
   */
  static List<JsonPointer> find(String path, JsonNode document, String place) {
    if (!isBalanced(path)) {
      throw fault(path, place);
    }
    try {
      ONode tree = ONode.ofJson(document.toString()).usePaths();
      return JsonPath.parse(path).select(tree).getNodeList().stream()
          .map(JsonPaths::pointerOf)
          .distinct()
          .toList();
    } catch (RuntimeException e) {
      throw fault(path, place);
    }
  }

  private static SpecificationException fault(String path, String place) {
    return new SpecificationException(place, "the target '" + path + "' is no JSONPath");
  }

  /**
   * Whether brackets and quotes are closed, which the library does not demand: it takes {@code
   * $.a[} for a path to something else.
   */
  private static boolean isBalanced(String path) {
    Deque<Character> open = new ArrayDeque<>();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (!open.isEmpty() && (open.peek() == '\'' || open.peek() == '"')) {
        if (c == '\\') {
          i++;
        } else if (c == open.peek()) {
          open.pop();
        }
      } else if ("[('\"".indexOf(c) >= 0) {
        open.push(c);
      } else if (c == ']' || c == ')') {
        if (open.isEmpty() || open.pop() != (c == ']' ? '[' : '(')) {
          return false;
        }
      }
    }
    return open.isEmpty();
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
