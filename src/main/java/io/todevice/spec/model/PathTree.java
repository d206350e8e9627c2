package io.todevice.spec.model;

import io.todevice.text.PercentCoding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    for (String segment : template.text().substring(1).split("/", -1)) {
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
    return path.startsWith("/") ? root.find(path, 1, method, parameters, methods) : null;
  }

  /** What stands behind one prefix of the templates. */
  private static final class Node<T> {

    private final List<Literal<T>> literals = new ArrayList<>();
    private final Map<String, Mixed<T>> mixed = new LinkedHashMap<>();
    private final Map<String, T> values = new HashMap<>();
    private @Nullable Node<T> parameter;

    /** The node behind a segment of a template, which is made if there is none. */
    Node<T> child(String segment) {
      PathTemplate template = PathTemplate.of(segment);
      if (template.parameters().isEmpty()) {
        Node<T> known = literal(segment);
        if (known == null) {
          known = new Node<>();
          literals.add(new Literal<>(segment, known));
        }
        return known;
      } else if (!template.shape().equals("{}")) {
        return mixed.computeIfAbsent(template.shape(), ignored -> Mixed.of(template)).node();
      }
      if (parameter == null) {
        parameter = new Node<>();
      }
      return parameter;
    }

    /**
     * Finds what stands behind the segment that begins at {@code start}; less than 0 if there is no
     * more. Segments are compared in the path, so that no strings are made of literal ones.
     */
    @Nullable T find(
        String path, int start, String method, List<String> parameters, Set<String> methods) {
      if (start < 0) {
        T value = values.get(method);
        if (value == null && method.equals("HEAD")) {
          value = values.get("GET");
        }
        if (value == null) {
          methods.addAll(values.keySet());
        }
        return value;
      }
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      int next = slash < 0 ? -1 : slash + 1;
      Node<T> literal = literal(path, start, end);
      T found = literal == null ? null : literal.find(path, next, method, parameters, methods);
      if (found == null && !mixed.isEmpty()) {
        found = findMixed(path, path.substring(start, end), next, method, parameters, methods);
      }
      if (found == null && parameter != null && start < end) {
        int before = parameters.size();
        parameters.add(path.substring(start, end));
        found = parameter.find(path, next, method, parameters, methods);
        truncate(parameters, found == null ? before : parameters.size());
      }
      return found;
    }

    private @Nullable T findMixed(
        String path,
        String segment,
        int next,
        String method,
        List<String> parameters,
        Set<String> methods) {
      int before = parameters.size();
      for (Mixed<T> each : mixed.values()) {
        if (each.match(segment, parameters)) {
          T found = each.node().find(path, next, method, parameters, methods);
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

    private @Nullable Node<T> literal(String path, int start, int end) {
      for (Literal<T> each : literals) {
        if (each.text().length() == end - start && path.startsWith(each.text(), start)) {
          return each.node();
        }
      }
      int escape = path.indexOf('%', start);
      return escape < 0 || escape >= end
          ? null
          : PercentCoding.decode(path.substring(start, end), /* isPlusSpace= */ false)
              .map(this::literal)
              .orElse(null);
    }

    private @Nullable Node<T> literal(String segment) {
      return literals.stream()
          .filter(each -> each.text().equals(segment))
          .findFirst()
          .map(Literal::node)
          .orElse(null);
    }
  }

  /** What stands behind a segment of literal text. */
  private record Literal<T>(String text, Node<T> node) {}

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
