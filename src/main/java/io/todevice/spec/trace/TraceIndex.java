package io.todevice.spec.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds out which classes implement each operation, which clauses it must keep, and which tests
 * cite them. It reads sources alone, so that it can do so before any code is generated.
 */
public final class TraceIndex {

  private TraceIndex() {}

  /**
   * The index of a project, as {@link Trace#of(JsonNode)} reads it.
   *
   * @param project its base directory
   * @param operationIds the served operations
   * @param optional those of them that a revision need not have
   * @param own those of them that are served from the project's own files where a revision lacks
   *     them
   */
  public static ObjectNode of(
      Path project,
      Collection<String> operationIds,
      Collection<String> optional,
      Collection<String> own)
      throws IOException {
    Path clauses = project.resolve("src/main/resources/io/todevice/spec/trace/clauses.yaml");
    ObjectNode index =
        build(
            Yaml.parse(Files.readAllBytes(clauses), clauses.getFileName().toString()),
            Implementations.in(project.resolve("src/main/java"), operationIds),
            Citations.in(project.resolve("src/test/java")));
    addAll(index.putArray("optional"), new TreeSet<>(optional));
    addAll(index.putArray("own"), new TreeSet<>(own));
    return index;
  }

  /**
   * The index.
   *
   * @param clauses the content of {@code clauses.yaml}
   * @param implementations the names of the implementing classes, by operation ID
   * @param citations the tests, by the clause that they cite
   */
  static ObjectNode build(
      JsonNode clauses,
      Map<String, ? extends Collection<String>> implementations,
      Map<String, ? extends Collection<String>> citations) {
    ObjectNode index = JsonNodeFactory.instance.objectNode();
    ObjectNode operations = index.putObject("operations");
    for (String operation : new TreeSet<>(implementations.keySet())) {
      ObjectNode entry = operations.putObject(operation);
      addAll(entry.putArray("implementations"), new TreeSet<>(implementations.get(operation)));
      ArrayNode kept = entry.putArray("clauses");
      Set<String> tests = new TreeSet<>();
      for (JsonNode clause : clauses.path("clauses")) {
        if (concerns(clause, operation)) {
          kept.add(clause.path("id"));
          tests.addAll(citations.containsKey(id(clause)) ? citations.get(id(clause)) : Set.of());
        }
      }
      addAll(entry.putArray("tests"), tests);
    }
    return index;
  }

  private static String id(JsonNode clause) {
    return clause.path("id").asText();
  }

  private static boolean concerns(JsonNode clause, String operation) {
    for (JsonNode name : clause.path("operations")) {
      if (name.asText().equals("*") || name.asText().equals(operation)) {
        return true;
      }
    }
    return false;
  }

  private static void addAll(ArrayNode array, Collection<String> texts) {
    texts.forEach(array::add);
  }
}
