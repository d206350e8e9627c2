package io.todevice.spec.trace;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which tests cite which clauses, by their display names or those of their classes. */
final class Citations {

  /** Identifiers at the beginning, before a colon, or in parentheses. */
  private static final Pattern CITATION =
      Pattern.compile("^([A-Z]\\d+(?:, [A-Z]\\d+)*):|\\(([A-Z]\\d+(?:, [A-Z]\\d+)*)\\)");

  /** {@code @Test}, {@code @ParameterizedTest}, {@code @FuzzTest} and the like. */
  private static final Pattern TEST = Pattern.compile("(?:\\w*Test|TestFactory|TestTemplate)");

  private Citations() {}

  /**
   * The tests, each as {@code class#method}, by the clause that they cite.
   *
   * @param sources where the packages of the tests' sources begin
   */
  static Map<String, Set<String>> in(Path sources) throws IOException {
    Map<String, Set<String>> citations = new TreeMap<>();
    JavaSources.forEachClass(
        sources,
        (name, type) -> {
          for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method && isTest(method)) {
              String test = name + "#" + method.getName();
              Stream.of(type.getModifiers(), method.getModifiers())
                  .flatMap(Citations::displayNames)
                  .flatMap(Citations::clausesOf)
                  .forEach(
                      clause -> citations.computeIfAbsent(clause, id -> new TreeSet<>()).add(test));
            }
          }
        });
    return citations;
  }

  static Stream<String> clausesOf(String displayName) {
    Matcher matcher = CITATION.matcher(displayName);
    return matcher
        .results()
        .map(result -> result.group(1) == null ? result.group(2) : result.group(1))
        .flatMap(list -> Stream.of(list.split(", ")));
  }

  private static boolean isTest(MethodTree method) {
    return method.getModifiers().getAnnotations().stream()
        .anyMatch(annotation -> TEST.matcher(nameOf(annotation)).matches());
  }

  private static Stream<String> displayNames(ModifiersTree modifiers) {
    return modifiers.getAnnotations().stream()
        .filter(annotation -> nameOf(annotation).equals("DisplayName"))
        .map(AnnotationTree::getArguments)
        .flatMap(List::stream)
        .map(Citations::text);
  }

  private static String nameOf(AnnotationTree annotation) {
    return annotation.getAnnotationType().toString().replaceFirst(".*\\.", "");
  }

  private static String text(ExpressionTree value) {
    if (value instanceof AssignmentTree assignment) {
      return text(assignment.getExpression());
    }
    if (value instanceof BinaryTree sum) {
      return text(sum.getLeftOperand()) + text(sum.getRightOperand());
    }
    return value instanceof LiteralTree literal ? String.valueOf(literal.getValue()) : "";
  }
}
