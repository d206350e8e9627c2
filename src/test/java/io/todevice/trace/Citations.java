package io.todevice.trace;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestTemplate;
import org.junit.platform.commons.support.AnnotationSupport;

/** Which tests cite which clauses, by their display names or those of their classes. */
final class Citations {

  /** Identifiers at the beginning, before a colon, or in parentheses. */
  private static final Pattern CITATION =
      Pattern.compile("^([A-Z]\\d+(?:, [A-Z]\\d+)*):|\\(([A-Z]\\d+(?:, [A-Z]\\d+)*)\\)");

  private Citations() {}

  /** The tests in a directory, each as {@code class#method}, by the clause that they cite. */
  static Map<String, Set<String>> in(Path directory) throws IOException {
    Map<String, Set<String>> citations = new TreeMap<>();
    for (Class<?> type : CompiledClasses.in(directory)) {
      for (Method method : type.getDeclaredMethods()) {
        if (isTest(method)) {
          String test = type.getName() + "#" + method.getName();
          Stream.of(type, method)
              .flatMap(Citations::clausesOf)
              .forEach(
                  clause -> citations.computeIfAbsent(clause, id -> new TreeSet<>()).add(test));
        }
      }
    }
    return citations;
  }

  private static boolean isTest(Method method) {
    return Stream.of(Test.class, TestFactory.class, TestTemplate.class)
        .anyMatch(annotation -> AnnotationSupport.isAnnotated(method, annotation));
  }

  private static Stream<String> clausesOf(AnnotatedElement element) {
    DisplayName name = element.getAnnotation(DisplayName.class);
    return name == null ? Stream.empty() : clausesOf(name.value());
  }

  static Stream<String> clausesOf(String displayName) {
    Matcher matcher = CITATION.matcher(displayName);
    return matcher
        .results()
        .map(result -> result.group(1) == null ? result.group(2) : result.group(1))
        .flatMap(list -> Stream.of(list.split(", ")));
  }
}
