package io.todevice.spec.model;

import io.todevice.text.PercentCoding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds what stands at a method and a path. The path is looked at undecoded and segment by segment,
 * so that an escaped slash is never a slash, a {@code ;} belongs to its segment, and neither a
 * doubled nor an additional slash is ignored (clauses S8, S9).
 *
 * <p>A literal segment takes precedence over one with a parameter, and one with a parameter beside
 * literal text over one that is nothing but a parameter. A literal may be percent-encoded in a path
 * (RFC 3986, 6.2.2.2). A parameter is never empty. {@code HEAD} finds what {@code GET} does, unless
 * it has a value of its own (RFC 9110, 9.3.2).
 *
 * <p>Safe for use by many threads once it is filled.
 */
public final class PathTree<T> {

  private final Node<T> root = new Node<>();

  /**
   * Adds a value.
   *
   * @throws IllegalArgumentException if there is one at this method and template
   */
  public void add(String method, PathTemplate template, T value) {
    Node<T> node = root;
    for (String segment : segments(template.text())) {
      node = node.child(segment);
    }
    if (node.values.putIfAbsent(method, value) != null) {
      throw new IllegalArgumentException(
          "two operations for one method and path: " + method + " " + template.text());
    }
  }

  /**
   * The value at a method and a path.
   *
   * @param path the path of a request line, percent-encoded, without the query
   * @param parameters receives what stands for the parameters of its template, percent-encoded
   * @param methods receives the methods of the templates that match, if none has {@code method}
   * @return null if no template with this method matches
   */
  public @Nullable T find(
      String method, String path, List<String> parameters, Set<String> methods) {
    return path.startsWith("/") ? root.find(segments(path), 0, method, parameters, methods) : null;
  }

  /** What stands between the slashes; after a slash at the end, one more, which is empty. */
  private static String[] segments(String path) {
    int count = 0;
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) == '/') {
        count++;
      }
    }
    String[] segments = new String[count];
    int start = 1;
    for (int i = 0; i < count; i++) {
      int end = path.indexOf('/', start);
      segments[i] = path.substring(start, end < 0 ? path.length() : end);
      start = end + 1;
    }
    return segments;
  }

  /** What stands behind one prefix of the templates. */
  private static final class Node<T> {

    private final Map<String, Node<T>> literals = new HashMap<>();
    private final Map<String, Mixed<T>> mixed = new LinkedHashMap<>();
    private final Map<String, T> values = new HashMap<>();
    private @Nullable Node<T> parameter;

    /** The node behind a segment of a template, which is made if there is none. */
    Node<T> child(String segment) {
      PathTemplate template = PathTemplate.of(segment);
      if (template.parameters().isEmpty()) {
        return literals.computeIfAbsent(segment, ignored -> new Node<>());
      } else if (!template.shape().equals("{}")) {
        return mixed.computeIfAbsent(template.shape(), ignored -> Mixed.of(template)).node();
      }
      if (parameter == null) {
        parameter = new Node<>();
      }
      return parameter;
    }

    @Nullable T find(
        String[] segments, int at, String method, List<String> parameters, Set<String> methods) {
      if (at == segments.length) {
        T value = values.get(method);
        if (value == null && method.equals("HEAD")) {
          value = values.get("GET");
        }
        if (value == null) {
          methods.addAll(values.keySet());
        }
        return value;
      }
      String segment = segments[at];
      Node<T> literal = literal(segment);
      T found =
          literal == null ? null : literal.find(segments, at + 1, method, parameters, methods);
      if (found == null && !mixed.isEmpty()) {
        found = findMixed(segments, at, method, parameters, methods);
      }
      if (found == null && parameter != null && !segment.isEmpty()) {
        int before = parameters.size();
        parameters.add(segment);
        found = parameter.find(segments, at + 1, method, parameters, methods);
        truncate(parameters, found == null ? before : parameters.size());
      }
      return found;
    }

    private @Nullable T findMixed(
        String[] segments, int at, String method, List<String> parameters, Set<String> methods) {
      int before = parameters.size();
      for (Mixed<T> each : mixed.values()) {
        if (each.match(segments[at], parameters)) {
          T found = each.node().find(segments, at + 1, method, parameters, methods);
          if (found != null) {
            return found;
          }
          truncate(parameters, before);
        }
      }
      return null;
    }

    private static void truncate(List<String> list, int size) {
      list.subList(size, list.size()).clear();
    }

    private @Nullable Node<T> literal(String segment) {
      Node<T> node = literals.get(segment);
      if (node == null && segment.indexOf('%') >= 0) {
        Optional<String> decoded = PercentCoding.decode(segment, /* isPlusSpace= */ false);
        return decoded.isPresent() ? literals.get(decoded.get()) : null;
      }
      return node;
    }
  }

  /** What stands behind a segment of parameters and literal text. */
  private record Mixed<T>(Pattern pattern, Node<T> node) {

    static <T> Mixed<T> of(PathTemplate template) {
      return new Mixed<>(
          Pattern.compile(
              template.literals().stream().map(Pattern::quote).collect(Collectors.joining("(.+)"))),
          new Node<>());
    }

    boolean match(String segment, List<String> parameters) {
      Matcher matcher = pattern.matcher(segment);
      if (!matcher.matches()) {
        return false;
      }
      List<String> values = new ArrayList<>();
      for (int i = 1; i <= matcher.groupCount(); i++) {
        values.add(matcher.group(i));
      }
      return parameters.addAll(values);
    }
  }
}
