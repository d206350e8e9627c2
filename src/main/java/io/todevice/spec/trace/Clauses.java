package io.todevice.spec.trace;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.Yaml;
import io.todevice.text.PackedFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The clauses of behaviour, as {@code clauses.yaml} has them. */
public final class Clauses {

  private Clauses() {}

  /** Every clause by its identifier, in the file's order. */
  public static Map<String, Clause> get() {
    Map<String, Clause> clauses = new LinkedHashMap<>();
    byte[] yaml = PackedFile.read(Clauses.class, "clauses.yaml");
    for (JsonNode clause : Yaml.parse(yaml, "clauses.yaml").path("clauses")) {
      String id = clause.path("id").asText();
      Clause.Level level = Clause.Level.valueOf(clause.path("level").asText());
      clauses.put(id, new Clause(id, level, clause.path("title").asText()));
    }
    return Collections.unmodifiableMap(clauses);
  }
}
