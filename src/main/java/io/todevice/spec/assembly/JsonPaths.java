package io.todevice.spec.assembly;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecificationException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.noear.snack4.ONode;
import org.noear.snack4.jsonpath.JsonPath;
import org.noear.snack4.jsonpath.PathSource;

/** JSONPath (RFC 9535) on a tree of ours, which does not change meanwhile. */
final class JsonPaths {

  /** An empty name in the brackets of a path. */
  private static final Pattern EMPTY_NAME =
      Pattern.compile("(?<=[\\[,]\\s{0,9})(?:''|\"\")(?=\\s*[],])");

  /**
   * What stands for an empty name, which the library does not select: a text that is no name of the
   * document.
   */
  private final String noName;

  private final ONode tree;

  JsonPaths(JsonNode document) {
    String placeholder = "\uE000";
    while (hasName(document, placeholder)) {
      placeholder += "\uE000";
    }
    noName = placeholder;
    tree = tree(document, noName).usePaths();
  }

  /**
   * The places that a JSONPath selects, in document order, each once.
   *
   * @param place what to name in an error
   * @throws SpecificationException if {@code path} is no JSONPath
   */
  List<JsonPointer> find(String path, String place) {
    if (!isBalanced(path) || path.contains(noName)) {
      throw fault(path, place);
    }
    try {
      return JsonPath.parse(named(path, noName)).select(tree).getNodeList().stream()
          .map(node -> pointerOf(node, noName))
          .distinct()
          .toList();
    } catch (RuntimeException e) {
      throw fault(path, place);
    }
  }

  private static boolean hasName(JsonNode node, String name) {
    if (node.has(name)) {
      return true;
    }
    for (JsonNode child : node) {
      if (hasName(child, name)) {
        return true;
      }
    }
    return false;
  }

  private static String named(String path, String noName) {
    return EMPTY_NAME.matcher(path).replaceAll("'" + noName + "'");
  }

  private static ONode tree(JsonNode node, String noName) {
    if (node.isObject()) {
      ONode object = new ONode().asObject();
      node.properties()
          .forEach(
              member ->
                  object.set(
                      member.getKey().isEmpty() ? noName : member.getKey(),
                      tree(member.getValue(), noName)));
      return object;
    }
    if (node.isArray()) {
      ONode array = new ONode().asArray();
      node.forEach(element -> array.add(tree(element, noName)));
      return array;
    }
    if (node.isNumber()) {
      return new ONode(node.numberValue());
    }
    if (node.isBoolean()) {
      return new ONode(node.booleanValue());
    }
    return node.isTextual() ? new ONode(node.textValue()) : new ONode();
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

  private static JsonPointer pointerOf(ONode node, String noName) {
    PathSource source = node.source;
    if (source == null) {
      return JsonPointer.empty();
    }
    JsonPointer parent = pointerOf(source.parent, noName);
    return source.key != null
        ? parent.appendProperty(source.key.equals(noName) ? "" : source.key)
        : parent.appendIndex(source.index);
  }
}
