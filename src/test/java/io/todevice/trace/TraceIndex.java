package io.todevice.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
 * What the build runs once the tests are compiled: writes down which classes implement each
 * operation, which clauses it must keep, and which tests cite them ({@link
 * io.todevice.spec.trace.Trace}).
 */
public final class TraceIndex {

  private TraceIndex() {}

  /**
   * Writes the index.
   *
   * @param args the directory of the compiled classes, that of the compiled tests, the file of the
   *     clauses, and the file to write
   */
  public static void main(String[] args) throws IOException {
    Path clauses = Path.of(args[2]);
    ObjectNode index =
        build(
            Yaml.parse(Files.readAllBytes(clauses), clauses.getFileName().toString()),
            Implementations.in(Path.of(args[0])),
            Citations.in(Path.of(args[1])));
    Path file = Path.of(args[3]);
    Files.createDirectories(file.getParent());
    Files.write(
        file,
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsBytes(index));
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
