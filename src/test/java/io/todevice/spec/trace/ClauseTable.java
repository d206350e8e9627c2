package io.todevice.spec.trace;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The clauses of behaviour with the classes that see to them and the tests that cite them. */
final class ClauseTable {

  private static final String HEAD =
      """
      # The clauses of behaviour

      What a send-to-device server must do beyond what a schema can say. MUST: the specification demands it. PEER: every
      large homeserver does it, and clients rely on it. ROBUST: never a server error, a hang or a lost message.

      This page is made of `clauses.yaml` (`io.todevice.spec.trace`), of the clauses that comments in `src/main/java` cite,
      and of those that the display names of tests do. Package names begin with `io.todevice`. A test holds it; to renew
      it: `mvn test -Dtest=ClauseTableTest -Dgolden.update=true`.

      | clause | level | what | classes | tests |
      | --- | --- | --- | --- | --- |
      """;

  private static final String PACKAGE = "io.todevice.";

  /** The clauses' own classes, which cite some as examples. */
  /** It tests servers, this one among others, and sees to no clause itself. */
  private static final String KIT = "io.todevice.conformance.cases.";

  private static final String TRACE = PACKAGE + "spec.trace.";

  private ClauseTable() {}

  /**
   * A row.
   *
   * @param classes the classes of the server, without the project's package
   * @param tests the classes of tests, the same way
   */
  record Row(Clause clause, Set<String> classes, Set<String> tests) {}

  /**
   * The rows, in the order of the clauses.
   *
   * @param sources the classes, by the clause that they cite
   * @param citations the tests, each as {@code class#method}, by the clause that they cite
   */
  static List<Row> rows(
      Collection<Clause> clauses,
      Map<String, Set<String>> sources,
      Map<String, Set<String>> citations) {
    return clauses.stream()
        .map(
            clause ->
                new Row(
                    clause,
                    names(sources.getOrDefault(clause.id(), Set.of()), name -> name),
                    names(
                        citations.getOrDefault(clause.id(), Set.of()),
                        test -> test.replaceFirst("[$#].*", ""))))
        .toList();
  }

  /** The page. */
  static String page(List<Row> rows) {
    return HEAD + rows.stream().map(ClauseTable::line).collect(Collectors.joining());
  }

  private static Set<String> names(Set<String> names, UnaryOperator<String> classOf) {
    return names.stream()
        .filter(name -> !name.startsWith(TRACE) && !name.startsWith(KIT))
        .map(classOf)
        .map(name -> name.startsWith(PACKAGE) ? name.substring(PACKAGE.length()) : name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String line(Row row) {
    return "| %s | %s | %s | %s | %s |\n"
        .formatted(
            row.clause().id(),
            row.clause().level(),
            row.clause().title().replace("|", "\\|").replace("*", "\\*"),
            code(row.classes()),
            code(row.tests()));
  }

  private static String code(Set<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }
}
